package io.renwu.lab;

import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cluster.ClusterStatus;
import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a cluster's status; docs/cluster.md lists the fields. Times are RFC 3339; null means
 * unknown.
 */
record ClusterReport(
    String at,
    String state,
    String folder,
    String web,
    String kafka,
    String redis,
    List<String> metrics,
    List<ProcessReport> processes,
    List<Job> jobs) {

  /** A process that should run. */
  record ProcessReport(
      String name, String state, @Nullable Long pid, int port, @Nullable String since) {
    private static ProcessReport of(ClusterStatus.ProcessState process) {
      return new ProcessReport(
          process.name(),
          word(process.health()),
          process.pid().orElse(null),
          process.port(),
          process.since().map(Instant::toString).orElse(null));
    }
  }

  /** A job that should run. */
  record Job(
      String name,
      @Nullable String id,
      String state,
      @Nullable Boolean allTasksRun,
      @Nullable String since,
      @Nullable Long restarts,
      @Nullable Long failedCheckpoints,
      @Nullable Checkpoint checkpoint,
      List<OtherJob> others) {
    private static Job of(ClusterStatus.JobState job) {
      return new Job(
          job.name(),
          job.id().isEmpty() ? null : job.id(),
          job.state(),
          job.allTasksRun().orElse(null),
          job.since().map(Instant::toString).orElse(null),
          job.restarts().orElse(null),
          job.failedCheckpoints().orElse(null),
          job.lastCheckpoint().map(Checkpoint::of).orElse(null),
          job.others().stream().map(OtherJob::of).toList());
    }
  }

  /** Another job of the same name. */
  record OtherJob(String id, String state, String since) {
    private static OtherJob of(FlinkRest.Job other) {
      return new OtherJob(other.id(), other.state(), other.since().toString());
    }
  }

  /** A job's latest completed checkpoint. */
  record Checkpoint(long id, String completedAt, long durationMillis, long bytes, String path) {
    private static Checkpoint of(FlinkCheckpoints.Checkpoint checkpoint) {
      return new Checkpoint(
          checkpoint.id(),
          checkpoint.completedAt().toString(),
          checkpoint.durationMillis(),
          checkpoint.bytes(),
          checkpoint.path());
    }
  }

  static ClusterReport of(ClusterStatus status, Instant now) {
    return new ClusterReport(
        now.toString(),
        word(status.state()),
        status.folder().toString(),
        status.web(),
        status.kafka(),
        status.redis(),
        status.metrics(),
        status.processes().stream().map(ProcessReport::of).toList(),
        status.jobs().stream().map(Job::of).toList());
  }

  /**
   * Prints a status.
   *
   * @return the command's exit status: {@link ExitCodes#GOOD} only if the whole cluster is up
   */
  static int print(ClusterStatus status, PrintWriter out, OutputOption output) {
    Instant now = Instant.now();
    output.print(out, of(status, now), () -> new ClusterView(status, now).text());
    return status.state() == ClusterStatus.State.UP ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
