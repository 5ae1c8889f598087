package io.renwu.cluster;

import io.renwu.job.RenwuJob;
import io.renwu.server.RunningProcess;
import io.renwu.timeout.BoundedCall;
import io.renwu.timeout.Patience;
import io.renwu.timeout.ServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Stops a local cluster: its jobs with savepoints, then its processes. */
final class ClusterStop {
  private final ClusterLayout layout;
  private final Consumer<String> progress;

  ClusterStop(ClusterLayout layout, Consumer<String> progress) {
    this.layout = layout;
    this.progress = progress;
  }

  /**
   * Stops the jobs and all processes.
   *
   * @param savepoint whether the jobs are stopped with savepoints
   * @return false if a savepoint was wanted and failed
   * @throws ServerException if there are several jobs of one name, before anything is stopped: the
   *     next start could continue from the state of the wrong one
   */
  boolean stop(boolean savepoint) {
    refuseSeveral();
    boolean good = !savepoint || stopJobs();
    // Flink's processes hold nothing in memory that needs an orderly end. A job that still runs
    // keeps its last checkpoint.
    layout.processesOfFlink().forEach(process -> process.running().ifPresent(RunningProcess::kill));
    progress.accept("stopping Kafka and Redis; a process that runs after 20 s is killed");
    for (ClusterProcess process : layout.servers()) {
      process.running().ifPresent(RunningProcess::stop);
    }
    if (savepoint && good) {
      // A JobManager that was killed as its job ended may not have recorded the end. Recovered from
      // its last checkpoint, the job would repeat what it did until its savepoint.
      HighAvailability.forget(layout);
    }
    progress.accept("stopped; the data are kept in " + layout.folder());
    return good;
  }

  private void refuseSeveral() {
    Optional<String> problem;
    try {
      problem = ClusterJobs.local(layout).several();
    } catch (ServerException noAnswer) {
      return;
    }
    problem.ifPresent(
        message -> {
          throw new ServerException("nothing was stopped: " + message);
        });
  }

  /**
   * Stops the jobs with a savepoint each; the processes keep running.
   *
   * @return false if a savepoint failed
   */
  boolean stopJobs() {
    List<ClusterProcess> jobManagers = layout.jobManagers();
    if (jobManagers.stream().allMatch(process -> process.running().isEmpty())) {
      return true;
    }
    Set<String> silent = silent();
    if (jobManagers.stream().allMatch(process -> silent.contains(process.name()))) {
      progress.accept("no savepoints: the JobManager does not answer");
      return false;
    }
    boolean good = true;
    ClusterJobs jobs = ClusterJobs.local(layout);
    for (RenwuJob job : RenwuJob.values()) {
      try {
        if (jobs.live(job).isPresent()) {
          refuseIfProcessesFail(silent);
          progress.accept(job.title() + ": waiting for its savepoint, for at most 2 minutes");
        }
        jobs.stop(job).ifPresent(path -> progress.accept(job.title() + ": savepoint " + path));
      } catch (ServerException e) {
        good = false;
        progress.accept(
            job.title()
                + ": no savepoint ("
                + Objects.requireNonNullElse(e.getMessage(), "").lines().findFirst().orElse("")
                + "); it will continue from its last checkpoint");
      }
    }
    return good;
  }

  /**
   * Refuses a savepoint that would only fail after a long wait. One JobManager of two is enough.
   */
  private void refuseIfProcessesFail(Set<String> silent) {
    List<ClusterProcess> jobManagers = layout.jobManagers();
    for (ClusterProcess process : layout.processes()) {
      if (process.running().isEmpty() && !jobManagers.contains(process)) {
        throw new ServerException(process.name() + " does not run");
      }
    }
    for (ClusterProcess server : layout.servers()) {
      if (silent.contains(server.name())) {
        throw new ServerException(server.name() + " does not answer");
      }
    }
  }

  /**
   * The servers and JobManagers that do not answer. They get long to answer, because a busy machine
   * is no reason to skip a savepoint.
   */
  private Set<String> silent() {
    List<ClusterProcess> asked = new ArrayList<>(layout.servers());
    asked.addAll(layout.jobManagers());
    Set<String> silent = new TreeSet<>();
    BoundedCall.runAll(
            asked,
            ClusterProcess::name,
            process ->
                process.running().isPresent() && process.answersWithin(Patience.OF_COMMANDS.hang())
                    ? ""
                    : process.name(),
            progress)
        .forEach(silent::add);
    return silent;
  }
}
