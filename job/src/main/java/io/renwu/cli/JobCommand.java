package io.renwu.cli;

import io.renwu.job.config.RenwuConfig;
import io.renwu.server.Answers;
import io.renwu.server.FlinkConf;
import io.renwu.server.FlinkRest;
import io.renwu.server.JobSubmission;
import io.renwu.server.Ownership;
import io.renwu.server.PrivateFolder;
import io.renwu.server.ProjectHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one of the two jobs. */
abstract class JobCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(
      names = "--cluster",
      paramLabel = "URL",
      description = {
        "Submit to the Flink cluster with this REST address, as http://localhost:8081;",
        "its machines need the Redis password themselves (default: run here until Ctrl-C)."
      })
  private URI cluster;

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description = "With --cluster: the savepoint or retained checkpoint to go on from.")
  private String from;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --cluster: parallel instances (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  /** The job's main class. */
  abstract Class<?> mainClass();

  /** Adds the job to an environment. */
  abstract void define(StreamExecutionEnvironment env, RenwuConfig settings) throws IOException;

  @Override
  public Integer call() throws Exception {
    RenwuConfig settings = config.load();
    if (cluster != null) {
      submit(settings);
      return ExitCodes.GOOD;
    }
    Configuration flink = FlinkConf.ofThisJvm(Map.of());
    keepHere(flink);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(flink);
    try {
      define(env, settings);
    } catch (IOException e) {
      throw CliException.failed(e.getMessage(), e);
    }
    env.execute(spec.name());
    return ExitCodes.GOOD;
  }

  /** A job that runs here keeps its checkpoints in the user's own folder for temporary files. */
  private void keepHere(Configuration flink) {
    Path ofUser =
        Path.of(System.getProperty("java.io.tmpdir"), "renwu-" + System.getProperty("user.name"));
    PrivateFolder own = new PrivateFolder(ofUser, Ownership.ofProcess());
    Path folder = ClusterOption.attempt(spec, own::make).resolve(spec.name());
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    flink.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY, folder.resolve("savepoints").toUri().toString());
  }

  private void submit(RenwuConfig settings) {
    JobSubmission job =
        JobSubmission.fresh(
            ProjectHome.jobJar(), mainClass().getName(), settings.arguments(), parallelism);
    ClusterOption.attempt(
        spec,
        () -> {
          Answers.requireFlink(cluster);
          return cluster;
        });
    String id = new FlinkRest(cluster).submit(from == null ? job : job.from(from));
    spec.commandLine().getOut().println(id);
  }
}
