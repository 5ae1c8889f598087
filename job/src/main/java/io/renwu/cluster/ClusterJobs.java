package io.renwu.cluster;

import io.renwu.server.Await;
import io.renwu.server.FlinkRest;
import io.renwu.server.JobSubmission;
import io.renwu.server.ServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two jobs on a cluster: a local one, or any other through Flink's REST interface. */
final class ClusterJobs {
  private static final Duration RUNNING = Duration.ofMinutes(2);

  /** A job whose tasks restart at this moment takes no savepoint, and does a little later. */
  private static final Duration SAVEPOINT = Duration.ofSeconds(30);

  private final FlinkRest rest;
  private final Optional<RestorePoints> points;

  private ClusterJobs(FlinkRest rest, Optional<RestorePoints> points) {
    this.rest = rest;
    this.points = points;
  }

  /** Those of a local cluster, whose savepoints and checkpoints are found by the job's name. */
  static ClusterJobs local(ClusterLayout layout) {
    return new ClusterJobs(layout.rest(), Optional.of(layout.restorePoints()));
  }

  /** Those of another cluster, which keeps savepoints and checkpoints where it is set up to. */
  static ClusterJobs remote(FlinkRest rest) {
    return new ClusterJobs(rest, Optional.empty());
  }

  FlinkRest rest() {
    return rest;
  }

  /** The job's latest run that has not ended, if any. */
  Optional<FlinkRest.Job> live(RenwuJob job) {
    return rest.latest(job.title()).filter(run -> !run.isOver());
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
    JobSubmission submission = submission(job, jar, arguments, parallelism);
    Optional<Path> from = points.flatMap(all -> all.newest(job));
    rest.submit(from.map(path -> submission.from(path.toUri().toString())).orElse(submission));
    return from;
  }

  /** What starts a job here, without state. */
  JobSubmission submission(RenwuJob job, Path jar, List<String> arguments, int parallelism) {
    JobSubmission submission = JobSubmission.fresh(jar, job.mainClass(), arguments, parallelism);
    return points
        .map(
            all ->
                submission.with(
                    Map.of(
                        "execution.checkpointing.dir",
                        all.checkpoints(job).toUri().toString(),
                        "execution.checkpointing.savepoint-dir",
                        all.savepoints(job).toUri().toString())))
        .orElse(submission);
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
    return rest.latest(job.title())
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
        return Optional.of(
            rest.stopWithSavepoint(
                run.get().id(), points.map(all -> all.savepoints(job).toUri().toString())));
      } catch (ServerException refused) {
        if (System.nanoTime() - deadlineNanos >= 0) {
          throw refused;
        }
        Await.pause("a savepoint of " + job.title());
      }
    }
  }
}
