package io.renwu.lab;

import io.renwu.cli.Table;
import io.renwu.cli.Table.Figure;
import io.renwu.cluster.ClusterStatus;
import io.renwu.cluster.ClusterStatus.JobState;
import io.renwu.cluster.ClusterStatus.ProcessState;
import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a cluster's status for a terminal. */
record ClusterView(ClusterStatus status, Instant now) {

  String text() {
    return processes() + System.lineSeparator() + jobs() + System.lineSeparator() + addresses();
  }

  private String processes() {
    Table table = new Table("PROCESS", "STATE", "PID", "PORT", "UP FOR");
    for (ProcessState process : status.processes()) {
      table.add(
          process.name(),
          word(process.health()),
          process.pid().orElse(null),
          process.port(),
          age(process.since()));
    }
    return table.toString();
  }

  private String jobs() {
    Table table =
        new Table(
            "JOB",
            "STATE",
            "RUNS FOR",
            "RESTARTS",
            "CHECKPOINT",
            "AGE",
            "TOOK",
            "STATE SIZE",
            "FAILED");
    for (JobState job : status.jobs()) {
      Optional<FlinkCheckpoints.Checkpoint> last = job.lastCheckpoint();
      table.add(
          job.name(),
          job.allTasksRun().orElse(false) || !job.state().equals("RUNNING")
              ? job.state()
              : "STARTING",
          age(job.since()),
          job.restarts().orElse(null),
          last.map(FlinkCheckpoints.Checkpoint::id).orElse(null),
          age(last.map(FlinkCheckpoints.Checkpoint::completedAt)),
          last.map(checkpoint -> span(checkpoint.durationMillis())).orElse(null),
          last.map(checkpoint -> new Figure(AmountText.bytes(checkpoint.bytes()))).orElse(null),
          job.failedCheckpoints().orElse(null));
      for (FlinkRest.Job other : job.others()) {
        table.add(
            other.name(),
            other.state(),
            age(Optional.of(other.since())),
            null,
            null,
            null,
            null,
            null,
            null);
      }
    }
    return table + duplicateJobs();
  }

  /** One line for each second job of the same name. */
  private String duplicateJobs() {
    StringBuilder text = new StringBuilder();
    for (JobState job : status.jobs()) {
      for (FlinkRest.Job other : job.others()) {
        text.append(job.name())
            .append(" runs twice, as ")
            .append(job.id())
            .append(" and ")
            .append(other.id())
            .append(": cancel the one that was started by mistake, ")
            .append(RenwuJob.cancelCommand(URI.create(status.web())))
            .append(System.lineSeparator());
      }
    }
    return text.toString();
  }

  private String addresses() {
    String line = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append("web UI   ").append(status.web()).append(line);
    text.append("Kafka    ").append(status.kafka()).append(line);
    text.append("Redis    ").append(status.redis()).append(line);
    text.append("metrics  ").append(String.join(" ", status.metrics())).append(line);
    text.append("folder   ").append(status.folder()).append(line);
    return text + "cluster  " + word(status.state()) + line;
  }

  private @Nullable Figure age(Optional<Instant> since) {
    return since.map(moment -> span(Duration.between(moment, now).toMillis())).orElse(null);
  }

  private static Figure span(long millis) {
    return new Figure(AmountText.span(Math.max(0, millis)));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
