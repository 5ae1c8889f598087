package io.renwu.flink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job to start on a cluster.
 *
 * @param jar the job with all its dependencies but Flink
 * @param entryClass the class whose {@code main} submits the job
 * @param arguments of {@code main}
 * @param parallelism of the job
 * @param configuration Flink settings of this job
 * @param savepoint the savepoint or retained checkpoint to start from, if any
 */
public record JobSubmission(
    Path jar,
    String entryClass,
    List<String> arguments,
    int parallelism,
    Map<String, String> configuration,
    Optional<String> savepoint) {

  public JobSubmission {
    arguments = List.copyOf(arguments);
    configuration = Map.copyOf(configuration);
  }

  /** A job that starts without state. */
  public static JobSubmission fresh(
      Path jar, String entryClass, List<String> arguments, int parallelism) {
    return new JobSubmission(jar, entryClass, arguments, parallelism, Map.of(), Optional.empty());
  }

  /** The same job from a savepoint or a retained checkpoint. */
  public JobSubmission from(String path) {
    return new JobSubmission(
        jar, entryClass, arguments, parallelism, configuration, Optional.of(path));
  }

  /** The same job with other Flink settings. */
  public JobSubmission with(Map<String, String> settings) {
    return new JobSubmission(jar, entryClass, arguments, parallelism, settings, savepoint);
  }

  /** The body of the request that runs the uploaded jar. */
  ObjectNode request() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("entryClass", entryClass);
    arguments.forEach(body.putArray("programArgsList")::add);
    body.put("parallelism", parallelism);
    ObjectNode settings = body.putObject("flinkConfiguration");
    configuration.forEach(settings::put);
    savepoint.ifPresent(path -> body.put("savepointPath", path));
    return body;
  }
}
