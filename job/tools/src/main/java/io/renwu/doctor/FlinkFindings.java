package io.renwu.doctor;

import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.connector.redis.streams.inspect.QueueFinding.Severity;
import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compares the facts about Flink with what the jobs need. Does no I/O. */
final class FlinkFindings {
  private static final String VERSION = "2.2.";

  /** So many checkpoint intervals without a completed checkpoint are an error. */
  private static final int MAX_INTERVALS = 10;

  /** Less time without a completed checkpoint is no error. */
  private static final Duration MIN_PATIENCE = Duration.ofMinutes(1);

  private final RenwuConfig config;
  private final Instant now;
  private final List<QueueFinding> findings = new ArrayList<>();

  private FlinkFindings(RenwuConfig config, Instant now) {
    this.config = config;
    this.now = now;
  }

  static List<QueueFinding> of(FlinkFacts flink, RenwuConfig config, Instant now) {
    FlinkFindings found = new FlinkFindings(config, now);
    found.checkCluster(flink);
    flink.jobs().forEach(found::checkJob);
    return found.findings;
  }

  private void checkCluster(FlinkFacts flink) {
    if (!flink.version().startsWith(VERSION)) {
      error(
          "version",
          "cluster",
          "Flink's version is " + flink.version(),
          "2.2, for which the jobs are built",
          "use a cluster of Flink 2.2");
    }
    if (flink.overview().taskManagers() == 0) {
      error(
          "taskmanagers",
          "cluster",
          "no TaskManager is registered",
          "at least one: no job can run",
          "start TaskManagers; check that they reach the JobManager's address");
    }
  }

  private void checkJob(FlinkFacts.Job job) {
    if (!job.others().isEmpty()) {
      addSeveralJobs(job);
    }
    if (job.run().isEmpty() || !job.run().get().isRunning()) {
      error(
          "job",
          job.name(),
          job.run().map(run -> "the job is " + run.state()).orElse("there is no such job"),
          "RUNNING",
          job.run().filter(run -> !run.isOver()).isPresent()
              ? "do not start another one, which would run it twice: it recovers by itself;"
                  + " see its exceptions in the web UI"
              : "start it from its newest savepoint or checkpoint: ./renwu cluster up finds it on a"
                  + " local cluster, ./renwu tasks or collector --cluster URL elsewhere");
      return;
    }
    if (!job.allTasksRun()) {
      warning(
          "tasks",
          job.name(),
          "not all of its tasks run",
          "all: the job is starting, or there are too few slots",
          "see the web UI; add TaskManagers or lower the parallelism");
    }
    if (job.restarts() > 0) {
      warning(
          "restarts",
          job.name(),
          job.restarts() + (job.restarts() == 1 ? " restart" : " restarts") + " since its start",
          "0",
          "see its exceptions in the web UI");
    }
    job.settings().ifPresent(settings -> checkCheckpoints(job, settings));
  }

  private void addSeveralJobs(FlinkFacts.Job job) {
    List<FlinkRest.Job> all = new ArrayList<>(job.others());
    job.run().ifPresent(run -> all.add(0, run));
    error(
        "job",
        job.name(),
        all.size()
            + " jobs of this name: "
            + all.stream()
                .map(run -> run.id() + " " + run.state() + " since " + run.since())
                .collect(Collectors.joining("; ")),
        "one: two read the same behaviors, so rewards are doubled or lost",
        "cancel the one that was started by mistake, usually the later one, in the web UI or by"
            + " curl -X PATCH URL/jobs/ID?mode=cancel; then compare: ./renwu reconcile");
  }

  private void checkCheckpoints(FlinkFacts.Job job, FlinkCheckpoints.Settings settings) {
    if (!settings.exactlyOnce()) {
      error(
          "checkpointing.mode",
          job.name(),
          "the checkpointing mode is AT_LEAST_ONCE",
          "EXACTLY_ONCE: otherwise a restart doubles rewards",
          "set execution.checkpointing.mode, as flink-conf/config.yaml does");
    }
    if (!settings.retained()) {
      warning(
          "checkpointing.retention",
          job.name(),
          "checkpoints are deleted with the job",
          "RETAIN_ON_CANCELLATION: otherwise a job that is cancelled or fails cannot resume",
          "set execution.checkpointing.externalized-checkpoint-retention");
    }
    Duration transaction = config.get(Options.KAFKA_TRANSACTION_TIMEOUT);
    Duration needed = settings.interval().plus(settings.timeout());
    if (transaction.compareTo(needed) <= 0) {
      error(
          "kafka.transaction.timeout",
          job.name(),
          "kafka.transaction.timeout is " + AmountText.span(transaction.toMillis()),
          "longer than a checkpoint's interval plus its timeout, "
              + AmountText.span(needed.toMillis())
              + ": Kafka drops the rewards of a slow checkpoint",
          "raise it, or lower execution.checkpointing.timeout");
    }
    Instant last =
        job.checkpoints()
            .flatMap(FlinkCheckpoints::latest)
            .map(FlinkCheckpoints.Checkpoint::completedAt)
            .orElse(job.run().orElseThrow().since());
    Duration patience = settings.interval().multipliedBy(MAX_INTERVALS);
    Duration most = patience.compareTo(MIN_PATIENCE) < 0 ? MIN_PATIENCE : patience;
    Duration age = Duration.between(last, now);
    if (age.compareTo(most) > 0) {
      error(
          "checkpoint",
          job.name(),
          "no checkpoint has completed for " + AmountText.span(age.toMillis()),
          "one every "
              + AmountText.span(settings.interval().toMillis())
              + ": rewards become visible only with a checkpoint",
          "see the checkpoints in the web UI; check that Kafka and Redis answer");
    }
  }

  private void error(String check, String subject, String found, String expected, String advice) {
    findings.add(
        new QueueFinding(Severity.ERROR, check, "flink " + subject, found, expected, advice));
  }

  private void warning(String check, String subject, String found, String expected, String advice) {
    findings.add(
        new QueueFinding(Severity.WARNING, check, "flink " + subject, found, expected, advice));
  }
}
