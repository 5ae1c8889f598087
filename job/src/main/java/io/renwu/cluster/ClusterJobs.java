package io.renwu.cluster;

import io.renwu.demo.server.Await;
import io.renwu.demo.server.FlinkRest;
import io.renwu.demo.server.JobSubmission;
import io.renwu.demo.server.ServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two jobs on a local cluster. */
final class ClusterJobs {
  private static final Duration RUNNING = Duration.ofMinutes(2);

  /** A job whose tasks restart at this moment takes no savepoint, and does a little later. */
  private static final Duration SAVEPOINT = Duration.ofSeconds(30);

  private final FlinkRest rest;
  private final RestorePoints points;

  ClusterJobs(FlinkRest rest, RestorePoints points) {
    this.rest = rest;
    this.points = points;
  }

  /** The job's latest run that has not ended, if any. */
  Optional<FlinkRest.Job> live(RenwuJob job) {
    return latest(rest, job).filter(run -> !run.isOver());
  }

  /** The job's latest run that a cluster knows, ended or not. */
  static Optional<FlinkRest.Job> latest(FlinkRest rest, RenwuJob job) {
    return rest.jobs().stream()
        .filter(run -> run.name().equals(job.title()))
        .max(Comparator.comparing(FlinkRest.Job::since));
  }

  /**
   * Submits a job unless it runs, from where it stood last.
   *
   * @return where it goes on, if it was submitted and had been here before
   */
  Optional<Path> ensure(RenwuJob job, Path jar, List<String> arguments, int parallelism) {
    if (live(job).isPresent()) {
      return Optional.empty();
    }
    JobSubmission submission =
        JobSubmission.fresh(jar, job.mainClass(), arguments, parallelism)
            .with(
                Map.of(
                    "execution.checkpointing.dir",
                    points.checkpoints(job).toUri().toString(),
                    "execution.checkpointing.savepoint-dir",
                    points.savepoints(job).toUri().toString()));
    Optional<Path> from = points.newest(job);
    rest.submit(from.map(path -> submission.from(path.toUri().toString())).orElse(submission));
    return from;
  }

  /** Waits until all tasks of a job run. */
  void awaitRunning(RenwuJob job) {
    try {
      Await.untilTrue(
          "all tasks of " + job.title() + " to run",
          RUNNING,
          () -> live(job).filter(run -> rest.allRunning(run.id())).isPresent());
    } catch (ServerException e) {
      throw new ServerException(e.getMessage() + "\n" + failure(job), e);
    }
  }

  private String failure(RenwuJob job) {
    return latest(rest, job)
        .map(run -> "The last failure of " + job.title() + ":\n" + rest.exceptions(run.id()))
        .orElse(job.title() + " is not there");
  }

  /**
   * Stops a job with a savepoint.
   *
   * @return the savepoint; empty if the job does not run
   * @throws ServerException if no savepoint comes about; the job may run on
   */
  Optional<String> stop(RenwuJob job) {
    long deadlineNanos = System.nanoTime() + SAVEPOINT.toNanos();
    while (true) {
      Optional<FlinkRest.Job> run = live(job);
      if (run.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(rest.stopWithSavepoint(run.get().id(), points.savepoints(job)));
      } catch (ServerException refused) {
        if (System.nanoTime() - deadlineNanos >= 0) {
          throw refused;
        }
        Await.pause("a savepoint of " + job.title());
      }
    }
  }
}
