package io.renwu.lab;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ErrorPrinter;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.TimeConverter;
import io.renwu.cluster.ClusterFolder;
import io.renwu.cluster.Upgrade;
import io.renwu.job.RenwuJob;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.ServerException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replaces the jar of running jobs. */
@Command(
    name = "upgrade",
    description = {
      "Replaces the jar of the running jobs, and rolls back if the new jar fails.",
      "Checks that the jar fits the jobs' state. Stops each job with a savepoint, starts the new",
      "jar from it, and waits for a checkpoint. If none completes in time, starts the old",
      "jar from the savepoint (exit 1)."
    })
final class UpgradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The new jar (default: the one that ./renwu build builds).")
  private Path jar;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = {
        "The Flink cluster with this REST address, as http://localhost:8081",
        "(default: the cluster of --dir, or the one that was started last)."
      })
  private URI flink;

  @Option(
      names = "--old-jar",
      paramLabel = "FILE",
      description = {
        "The jar that runs now, for a rollback; required with --flink",
        "(default: the copy that the local cluster keeps)."
      })
  private Path oldJar;

  @Option(
      names = "--job",
      paramLabel = "collector|tasks",
      description = "Only this job (default: the task job, then the collector).")
  private String job;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "The new parallelism (default: unchanged).")
  private Integer parallelism;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "2m",
      converter = TimeConverter.class,
      description = "How long a job may take to complete a checkpoint (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Override
  public Integer call() {
    if (parallelism != null && parallelism < 1) {
      throw CliException.usage("--parallelism: found " + parallelism + ", expected 1 or more");
    }
    List<RenwuJob> order = order();
    Consumer<String> progress = spec.commandLine().getErr()::println;
    Upgrade.Result result = ErrorPrinter.attempt(spec, () -> upgrade(order, progress));
    String word = result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    output.print(
        spec.commandLine().getOut(), new UpgradeReport(word), () -> word + System.lineSeparator());
    return result == Upgrade.Result.UPGRADED ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private Upgrade.Result upgrade(List<RenwuJob> order, Consumer<String> progress) {
    Path newJar = requireReadable("--jar", jar == null ? ProjectHome.jobJar() : jar);
    Upgrade.Change change =
        new Upgrade.Change(newJar, config.loadForCode(), Optional.ofNullable(parallelism), timeout);
    Optional<Path> rollbackJar =
        Optional.ofNullable(oldJar).map(file -> requireReadable("--old-jar", file));
    if (flink == null) {
      return Upgrade.local(cluster(), order, rollbackJar, change, progress);
    }
    if (rollbackJar.isEmpty()) {
      throw CliException.usage("--flink: found no --old-jar, expected the jar that runs now");
    }
    return Upgrade.remote(flink, order, rollbackJar.get(), change, progress);
  }

  private ClusterFolder cluster() {
    return config
        .cluster()
        .map(ClusterFolder::of)
        .orElseThrow(
            () ->
                new ServerException(
                    "found no local cluster; name one with --dir, or a Flink cluster with"
                        + " --flink"));
  }

  /** The task job comes first: the new one can still read what the old collector writes. */
  private List<RenwuJob> order() {
    if (job == null) {
      return List.of(RenwuJob.TASKS, RenwuJob.COLLECTOR);
    }
    return switch (job) {
      case "tasks" -> List.of(RenwuJob.TASKS);
      case "collector" -> List.of(RenwuJob.COLLECTOR);
      default ->
          throw CliException.usage("--job: found '" + job + "', expected collector or tasks");
    };
  }

  private static Path requireReadable(String option, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw CliException.usage(option + ": found no readable file " + file + ", expected a jar");
    }
    return file;
  }
}
