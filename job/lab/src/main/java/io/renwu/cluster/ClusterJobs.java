package io.renwu.cluster;

import io.renwu.flink.FlinkRest;
import io.renwu.flink.JobSubmission;
import io.renwu.job.RenwuJob;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.time.Deadline;

/** The two jobs on a local cluster, or on any other through Flink's REST interface. */
final class ClusterJobs {
  private static final Duration RUNNING = Duration.ofMinutes(2);

  /** How long to retry a savepoint, which fails while the job's tasks restart. */
  private static final Duration SAVEPOINT = Duration.ofSeconds(30);

  private final FlinkRest rest;
  private final Optional<ClusterLayout> layout;

  private ClusterJobs(FlinkRest rest, Optional<ClusterLayout> layout) {
    this.rest = rest;
    this.layout = layout;
  }

  /** The jobs of a local cluster, where each has its own folders for its state. */
  static ClusterJobs local(ClusterLayout layout) {
    return new ClusterJobs(layout.rest(), Optional.of(layout));
  }

  /**
   * The jobs of another cluster, which writes savepoints and checkpoints where it is configured to.
   */
  static ClusterJobs remote(FlinkRest rest) {
    return new ClusterJobs(rest, Optional.empty());
  }

  FlinkRest rest() {
    return rest;
  }

  /**
   * The run of the job that has not ended, if any.
   *
   * @throws ServerException if there are several, with what to do
   */
  Optional<FlinkRest.Job> live(RenwuJob job) {
    List<FlinkRest.Job> runs = rest.live(job.title());
    if (runs.size() > 1) {
      throw new ServerException(several(job, runs));
    }
    return runs.stream().findFirst();
  }

  /** The problem and its remedy if several running jobs have the same name. */
  Optional<String> several() {
    return Arrays.stream(RenwuJob.values())
        .flatMap(
            job ->
                Optional.of(rest.live(job.title()))
                    .filter(runs -> runs.size() > 1)
                    .map(runs -> several(job, runs))
                    .stream())
        .findFirst();
  }

  private String several(RenwuJob job, List<FlinkRest.Job> runs) {
    return runs.size()
        + " jobs are called "
        + job.title()
        + " at "
        + rest.address()
        + ", expected one: "
        + runs.stream()
            .map(run -> run.id() + " " + run.state() + " since " + run.since())
            .collect(Collectors.joining("; "))
        + ". Cancel the one that was started by mistake, usually the later one (in the web UI, or: "
        + RenwuJob.cancelCommand(rest.address())
        + "), and try again";
  }

  /** Submits a job from its saved state, or without state if {@code from} is empty. */
  void submit(
      RenwuJob job, Path jar, List<String> arguments, int width, Optional<SavedState> from) {
    JobSubmission submission = submission(job, jar, arguments, width);
    rest.submit(from.map(state -> submission.from(state.path())).orElse(submission));
  }

  /** The submission of a job without state. */
  JobSubmission submission(RenwuJob job, Path jar, List<String> arguments, int parallelism) {
    JobSubmission submission = JobSubmission.fresh(jar, job.mainClass(), arguments, parallelism);
    return layout
        .map(
            here ->
                submission.with(
                    Map.of(
                        "execution.checkpointing.dir",
                        ofJob(here.checkpoints(), job),
                        "execution.checkpointing.savepoint-dir",
                        ofJob(here.savepoints(), job))))
        .orElse(submission);
  }

  private static String ofJob(Path folder, RenwuJob job) {
    return folder.resolve(job.title()).toUri().toString();
  }

  /** Waits until all tasks of a job run. */
  void awaitRunning(RenwuJob job) {
    try {
      Await.untilTrue(
          "all tasks of " + job.title() + " to run",
          RUNNING,
          () -> live(job).filter(run -> rest.tasks(run.id()).allRun()).isPresent());
    } catch (ServerException e) {
      throw new ServerException(e.getMessage() + "\n" + failure(job), e);
    }
  }

  private String failure(RenwuJob job) {
    return rest.latest(job.title())
        .map(run -> "The last failure of " + job.title() + ":\n" + rest.exceptions(run.id()))
        .orElse("Flink knows no job " + job.title());
  }

  /**
   * Stops a job with a savepoint.
   *
   * @return the path of the savepoint; empty if the job does not run
   * @throws ServerException if the savepoint fails; the job may still run
   */
  Optional<String> stop(RenwuJob job) {
    Deadline deadline = Deadline.fromNow(SAVEPOINT);
    while (true) {
      Optional<FlinkRest.Job> run = live(job);
      if (run.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            rest.stopWithSavepoint(
                run.get().id(), layout.map(here -> ofJob(here.savepoints(), job))));
      } catch (ServerException refused) {
        if (deadline.isOverdue()) {
          throw refused;
        }
        Await.pause("a savepoint of " + job.title());
      }
    }
  }
}
