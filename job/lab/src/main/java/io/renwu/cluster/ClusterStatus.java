package io.renwu.cluster;

import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import io.renwu.server.RunningProcess;
import io.renwu.timeout.BoundedCall;
import io.renwu.timeout.Patience;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The state of a local cluster at one moment.
 *
 * @param state of the whole
 * @param web the address of Flink's web UI and REST interface
 * @param kafka its bootstrap servers
 * @param redis for {@code redis.uri}
 * @param metrics addresses of the Prometheus endpoints of Flink's processes
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
    /** Every process answers, and each job runs once with all its tasks. */
    UP,
    /** Some parts run and some do not. */
    DEGRADED,
    /** No process runs. */
    DOWN
  }

  /** Of a process. */
  public enum Health {
    /** It runs and answers. */
    UP,
    /** It runs but does not answer in time: it is starting, hangs, or is overloaded. */
    SILENT,
    /** It does not run. */
    DEAD
  }

  /**
   * A process that should run.
   *
   * @param pid its process id, if it runs
   * @param since when it started, if it runs and the operating system knows
   */
  public record ProcessState(
      String name, Optional<Long> pid, int port, Health health, Optional<Instant> since) {}

  /**
   * A job that should run.
   *
   * @param state the state in Flink's words; {@code ABSENT} if Flink knows no such job or does not
   *     run, {@code UNKNOWN} if it does not answer
   * @param allTasksRun whether all of its tasks run; empty if unknown, like the components below
   * @param others other jobs of the same name that have not ended; there should be none
   */
  public record JobState(
      String name,
      String id,
      String state,
      Optional<Boolean> allTasksRun,
      Optional<Instant> since,
      Optional<Long> restarts,
      Optional<Long> failedCheckpoints,
      Optional<FlinkCheckpoints.Checkpoint> lastCheckpoint,
      List<FlinkRest.Job> others) {
    /** Whether Flink gave no answer about the job. */
    public boolean isUnknown() {
      return state.equals(UNKNOWN);
    }

    /** Whether it runs as it should: all of its tasks, and it alone. */
    boolean isGood() {
      return allTasksRun.orElse(false) && others.isEmpty();
    }
  }

  /** The process id of Kafka, if it runs. */
  public Optional<Long> kafkaPid() {
    return processes.stream()
        .filter(process -> process.name().equals(ClusterPlan.KAFKA))
        .findFirst()
        .flatMap(ProcessState::pid);
  }

  private static final String ABSENT = "ABSENT";
  private static final String UNKNOWN = "UNKNOWN";

  /** Asks all processes at the same time, then one JobManager that answers about the jobs. */
  static ClusterStatus of(Path folder, ClusterLayout layout, Consumer<String> progress) {
    List<ProcessState> processes =
        BoundedCall.runAll(layout.processes(), ClusterProcess::name, ClusterStatus::of, progress);
    return new ClusterStatus(
        folder,
        processes,
        jobs(layout, processes, progress),
        layout.firstWebUi(up(processes)).toString(),
        layout.kafkaAddress(),
        layout.redisAddress(),
        layout.metricsAddresses());
  }

  private ClusterStatus(
      Path folder,
      List<ProcessState> processes,
      List<JobState> jobs,
      String web,
      String kafka,
      String redis,
      List<String> metrics) {
    this(folder, state(processes, jobs), processes, jobs, web, kafka, redis, metrics);
  }

  private static Set<String> up(List<ProcessState> processes) {
    return processes.stream()
        .filter(process -> process.health() == Health.UP)
        .map(ProcessState::name)
        .collect(Collectors.toSet());
  }

  /**
   * A job may still run while its JobManager is silent or dead, but not without any Flink process.
   */
  private static List<JobState> jobs(
      ClusterLayout layout, List<ProcessState> processes, Consumer<String> progress) {
    Set<String> up = up(processes);
    List<String> jobManagers = layout.jobManagers().stream().map(ClusterProcess::name).toList();
    boolean answers = jobManagers.stream().anyMatch(up::contains);
    boolean runs =
        processes.stream()
            .filter(process -> layout.plan().flinkProcesses().contains(process.name()))
            .anyMatch(process -> process.health() != Health.DEAD);
    FlinkRest rest = FlinkRest.withTimeout(layout.firstWebUi(up), Patience.OF_COMMANDS.answer());
    return BoundedCall.runAll(
        List.of(RenwuJob.values()),
        RenwuJob::title,
        job -> answers ? of(job, rest) : unseen(job, runs ? UNKNOWN : ABSENT),
        progress);
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
    Health health =
        running.isEmpty()
            ? Health.DEAD
            : process.answersWithin(Patience.OF_COMMANDS.hang()) ? Health.UP : Health.SILENT;
    return new ProcessState(
        process.name(),
        running.map(RunningProcess::pid),
        process.port(),
        health,
        running.flatMap(RunningProcess::startedAt));
  }

  private static JobState of(RenwuJob job, FlinkRest rest) {
    try {
      return BoundedCall.within(Patience.OF_COMMANDS.check(), job.title(), () -> read(job, rest));
    } catch (IOException | ServerException noAnswer) {
      return unseen(job, UNKNOWN);
    }
  }

  private static JobState read(RenwuJob job, FlinkRest rest) {
    Optional<FlinkRest.Job> latest = rest.latest(job.title());
    if (latest.isEmpty()) {
      return unseen(job, ABSENT);
    }
    FlinkRest.Job run = latest.get();
    FlinkCheckpoints checkpoints = rest.checkpoints(run.id());
    return new JobState(
        job.title(),
        run.id(),
        run.state(),
        Optional.of(run.isRunning() && rest.tasks(run.id()).allRun()),
        Optional.of(run.since()),
        Optional.of(rest.restarts(run.id())),
        Optional.of(checkpoints.failed()),
        checkpoints.latest(),
        rest.live(job.title()).stream().filter(other -> !other.id().equals(run.id())).toList());
  }

  private static JobState unseen(RenwuJob job, String state) {
    return new JobState(
        job.title(),
        "",
        state,
        state.equals(UNKNOWN) ? Optional.empty() : Optional.of(false),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
