package io.renwu.lab;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ErrorPrinter;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.rate.RunningTaskJob;
import io.renwu.cluster.ClusterFolder;
import io.renwu.cluster.JobStart;
import io.renwu.cluster.LocalCluster;
import io.renwu.cluster.StartChoice;
import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.AnswerCheck;
import io.renwu.server.FlinkConf;
import io.renwu.server.Ownership;
import io.renwu.server.PrivateFolder;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.Patience;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one of the two jobs, in this process or on a Flink cluster. */
abstract class JobCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(
      names = "--cluster",
      paramLabel = "URL",
      description = {
        "Submit to the Flink cluster with this REST address, as http://localhost:8081;",
        "its machines must know the Redis password (default: run here until Ctrl-C)."
      })
  private URI cluster;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "The savepoint or checkpoint to start from (default: the job's newest).")
  private String from;

  @Option(
      names = "--fresh",
      description = "Start without state: the task job forgets all progress, limits and budgets.")
  private boolean fresh;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "With --cluster: the parallelism (default: as before; 1 for a new job).")
  private Integer parallelism;

  /** The job that this command runs. */
  abstract RenwuJob job();

  /** Adds the job to an environment. */
  abstract void define(StreamExecutionEnvironment env, RenwuConfig settings) throws IOException;

  @Override
  public Integer call() throws Exception {
    if (from != null && fresh) {
      throw CliException.usage("found --from and --fresh, expected one of them");
    }
    if (parallelism != null && parallelism < 1) {
      throw CliException.usage("--parallelism: found " + parallelism + ", expected 1 or more");
    }
    if (fresh) {
      config.override(Options.JOB_FRESH, "true");
    }
    RenwuConfig settings = config.load();
    JobStart start =
        new JobStart(
            job(),
            settings,
            new StartChoice(Optional.ofNullable(from), fresh),
            spec.commandLine().getErr()::println);
    if (cluster != null) {
      spec.commandLine()
          .getOut()
          .println(ErrorPrinter.attempt(spec, () -> submit(start, settings)));
      return ExitCodes.GOOD;
    }
    Configuration flink =
        ErrorPrinter.attempt(
            spec,
            () -> {
              refuseIfRunning(start, settings);
              return configuration(start, settings);
            });
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(flink);
    try {
      define(env, settings);
    } catch (IOException e) {
      throw CliException.failed(e.getMessage(), e);
    }
    env.execute(spec.name());
    return ExitCodes.GOOD;
  }

  private String submit(JobStart start, RenwuConfig settings) {
    AnswerCheck.requireFlink(cluster);
    start.refuseSecond(FlinkRest.withTimeout(cluster, Patience.OF_COMMANDS.answer()));
    RunningTaskJob.refuseSecond(job(), settings);
    return start.submit(cluster, ProjectHome.jobJar(), Optional.ofNullable(parallelism));
  }

  /** Refuses to start the job if it already runs, also on the local cluster that is used. */
  private void refuseIfRunning(JobStart start, RenwuConfig settings) {
    config
        .usedCluster()
        .map(ClusterFolder::of)
        .map(LocalCluster::flinkAddress)
        .ifPresent(
            flink -> {
              FlinkRest rest = FlinkRest.withTimeout(flink, Patience.OF_COMMANDS.answer());
              if (answers(rest)) {
                start.refuseSecond(rest);
              }
            });
    RunningTaskJob.refuseSecond(job(), settings);
  }

  private static boolean answers(FlinkRest rest) {
    try {
      var unused = rest.overview();
      return true;
    } catch (ServerException noAnswer) {
      return false;
    }
  }

  /**
   * The configuration of a job in this process. It keeps its checkpoints in a folder of this user
   * and this system under the temporary directory, and continues from them.
   */
  private Configuration configuration(JobStart start, RenwuConfig settings) {
    Configuration flink = FlinkConf.forThisJvm(Map.of());
    Path userFolder =
        Path.of(System.getProperty("java.io.tmpdir"), "renwu-" + System.getProperty("user.name"));
    Path folder =
        new PrivateFolder(userFolder, Ownership.ofProcess())
            .create()
            .resolve(spec.name())
            .resolve(systemId(settings));
    String checkpoints = folder.resolve("checkpoints").toUri().toString();
    String savepoints = folder.resolve("savepoints").toUri().toString();
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, savepoints);
    start
        .here(List.of(savepoints, checkpoints), flink.get(CoreOptions.DEFAULT_PARALLELISM))
        .ifPresent(
            state -> {
              flink.set(StateRecoveryOptions.SAVEPOINT_PATH, state.path());
              flink.set(CoreOptions.DEFAULT_PARALLELISM, state.parallelism());
              flink.set(
                  TaskManagerOptions.NUM_TASK_SLOTS,
                  Math.max(state.parallelism(), flink.get(TaskManagerOptions.NUM_TASK_SLOTS)));
            });
    return flink;
  }

  /** Identifies the Kafka, the Redis and the keys to which the job's state refers. */
  private static String systemId(RenwuConfig settings) {
    String addresses =
        settings.get(Options.KAFKA_BOOTSTRAP_SERVERS)
            + ' '
            + settings.get(Options.REDIS_URI)
            + ' '
            + new SystemAccess(settings).redis().keyPrefix();
    return UUID.nameUUIDFromBytes(addresses.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
