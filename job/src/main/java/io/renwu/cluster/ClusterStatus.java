package io.renwu.cluster;

import io.renwu.server.FlinkCheckpoints;
import io.renwu.server.FlinkRest;
import io.renwu.server.RunningProcess;
import io.renwu.server.ServerException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a local cluster is at one moment.
 *
 * @param state of the whole
 * @param web the address of Flink's web UI and REST interface
 * @param kafka its bootstrap servers
 * @param redis for {@code redis.uri}
 * @param metrics addresses of metrics in the form of Prometheus, one a process of Flink
 */
public record ClusterStatus(
    Path folder,
    State state,
    List<ProcessState> processes,
    List<JobState> jobs,
    String web,
    String kafka,
    String redis,
    List<String> metrics) {
  /** Of a whole cluster. */
  public enum State {
    /** Every process answers, and all tasks of both jobs run, each job once. */
    UP,
    /** Something runs, and something does not. */
    DEGRADED,
    /** No process runs. */
    DOWN
  }

  /** Of a process. */
  public enum Health {
    /** It runs and takes connections. */
    UP,
    /** It runs and takes no connections: it starts, or hangs. */
    SILENT,
    /** It does not run. */
    DEAD
  }

  /**
   * A process that is to run.
   *
   * @param pid its process id, if it runs
   * @param since when it began, if it runs and the system tells
   */
  public record ProcessState(
      String name, Optional<Long> pid, int port, Health health, Optional<Instant> since) {}

  /**
   * A job that is to run.
   *
   * @param state Flink's word; {@code ABSENT} where Flink knows no such job or does not answer
   * @param allTasksRun whether all of its tasks do
   * @param others further jobs of the same name that have not ended; there should be none
   */
  public record JobState(
      String name,
      String id,
      String state,
      boolean allTasksRun,
      Optional<Instant> since,
      long restarts,
      long failedCheckpoints,
      Optional<FlinkCheckpoints.Checkpoint> lastCheckpoint,
      List<FlinkRest.Job> others) {
    /** The only one of its name. */
    public JobState(
        String name,
        String id,
        String state,
        boolean allTasksRun,
        Optional<Instant> since,
        long restarts,
        long failedCheckpoints,
        Optional<FlinkCheckpoints.Checkpoint> lastCheckpoint) {
      this(
          name,
          id,
          state,
          allTasksRun,
          since,
          restarts,
          failedCheckpoints,
          lastCheckpoint,
          List.of());
    }

    /** Whether it runs as it should: all of its tasks, and it alone. */
    boolean isGood() {
      return allTasksRun && others.isEmpty();
    }
  }

  /** The process id of Kafka, without which nothing can be done here, if it runs. */
  public Optional<Long> kafkaPid() {
    return processes.stream()
        .filter(process -> process.name().equals(ClusterPlan.KAFKA))
        .findFirst()
        .flatMap(ProcessState::pid);
  }

  private static final String ABSENT = "ABSENT";

  static ClusterStatus of(Path folder, ClusterLayout layout) {
    List<ProcessState> processes = layout.processes().stream().map(ClusterStatus::of).toList();
    Set<String> jobManagers =
        layout.jobManagers().stream().map(ClusterProcess::name).collect(Collectors.toSet());
    boolean answers =
        processes.stream()
            .anyMatch(
                process -> jobManagers.contains(process.name()) && process.health() == Health.UP);
    List<JobState> jobs = new ArrayList<>();
    for (RenwuJob job : RenwuJob.values()) {
      jobs.add(answers ? of(job, layout.rest()) : absent(job));
    }
    return new ClusterStatus(
        folder,
        state(processes, jobs),
        processes,
        jobs,
        layout.webUi().toString(),
        layout.kafkaAddress(),
        layout.redisAddress(),
        layout.metricsAddresses());
  }

  private static State state(List<ProcessState> processes, List<JobState> jobs) {
    if (processes.stream().allMatch(process -> process.health() == Health.DEAD)) {
      return State.DOWN;
    }
    boolean up =
        processes.stream().allMatch(process -> process.health() == Health.UP)
            && jobs.stream().allMatch(JobState::isGood);
    return up ? State.UP : State.DEGRADED;
  }

  private static ProcessState of(ClusterProcess process) {
    Optional<RunningProcess> running = process.running();
    Health health = running.isEmpty() ? Health.DEAD : process.answers() ? Health.UP : Health.SILENT;
    return new ProcessState(
        process.name(),
        running.map(RunningProcess::pid),
        process.port(),
        health,
        running.flatMap(RunningProcess::startedAt));
  }

  /** What Flink does not tell is left out: it may be about to start or to end. */
  private static JobState of(RenwuJob job, FlinkRest rest) {
    try {
      Optional<FlinkRest.Job> latest = rest.latest(job.title());
      if (latest.isEmpty()) {
        return absent(job);
      }
      FlinkRest.Job run = latest.get();
      FlinkCheckpoints checkpoints = rest.checkpoints(run.id());
      return new JobState(
          job.title(),
          run.id(),
          run.state(),
          run.isRunning() && rest.allRunning(run.id()),
          Optional.of(run.since()),
          rest.restarts(run.id()),
          checkpoints.failed(),
          checkpoints.latest(),
          rest.live(job.title()).stream().filter(other -> !other.id().equals(run.id())).toList());
    } catch (ServerException noAnswer) {
      return absent(job);
    }
  }

  private static JobState absent(RenwuJob job) {
    return new JobState(job.title(), "", ABSENT, false, Optional.empty(), 0, 0, Optional.empty());
  }
}
