package io.renwu.cluster;

import io.renwu.job.RenwuJob;
import io.renwu.timeout.ServerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;

/**
 * An operator of the job that a jar defines.
 *
 * @param id by which Flink finds its state
 * @param parallelism with which it would run
 * @param maxParallelism for which its state would be partitioned
 */
record PlannedOperator(String id, int parallelism, int maxParallelism) {
  /**
   * Packages that are loaded from this JVM rather than from the jar, as on a cluster, where Flink's
   * Kafka connector is loaded from the jar. Flink's default loads all of {@code org.apache.flink}
   * from the JVM.
   */
  private static final List<String> OF_THIS_JVM =
      Stream.concat(
              Stream.of("java.", "scala.", "javax.", "org.rocksdb.", "org.slf4j", "org.apache.log"),
              Stream.of(
                      "FlinkVersion",
                      "annotation.",
                      "api.",
                      "client.",
                      "configuration.",
                      "connector.base.",
                      "core.",
                      "datastream.",
                      "events.",
                      "management.",
                      "metrics.",
                      "queryablestate.",
                      "runtime.",
                      "shaded.",
                      "state.",
                      "streaming.api.",
                      "streaming.runtime.",
                      "traces.",
                      "types.",
                      "util.")
                  .map(name -> "org.apache.flink." + name))
          .toList();

  /**
   * Runs the job's {@code main} of a jar in this JVM until its topology is complete; it reads Kafka
   * and Redis as it does when it is submitted.
   *
   * @param flink the configuration of Flink; it is changed
   * @throws ServerException if there is no such jar or main class, or it fails
   */
  static List<PlannedOperator> read(
      Path jar, RenwuJob job, List<String> arguments, Configuration flink, int parallelism) {
    Thread caller = Thread.currentThread();
    ClassLoader own = caller.getContextClassLoader();
    flink.set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS, OF_THIS_JVM);
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jar.toFile())
            .setEntryPointClassName(job.mainClass())
            .setArguments(arguments.toArray(String[]::new))
            .setConfiguration(flink)
            .build()) {
      JobGraph graph = PackagedProgramUtils.createJobGraph(program, flink, parallelism, true);
      List<PlannedOperator> operators = new ArrayList<>();
      for (JobVertex vertex : graph.getVertices()) {
        for (OperatorIDPair ids : vertex.getOperatorIDs()) {
          operators.add(
              new PlannedOperator(
                  ids.getUserDefinedOperatorID().orElse(ids.getGeneratedOperatorID()).toHexString(),
                  vertex.getParallelism(),
                  vertex.getMaxParallelism()));
        }
      }
      return operators;
    } catch (ProgramInvocationException | RuntimeException | LinkageError e) {
      throw new ServerException(jar + " cannot be used for " + job.title() + ": " + rootOf(e), e);
    } finally {
      // Code that runs later in this thread finds its classes here, not in the jar.
      caller.setContextClassLoader(own);
    }
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
