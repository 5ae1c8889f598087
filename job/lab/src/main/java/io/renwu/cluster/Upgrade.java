package io.renwu.cluster;

import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.JobSubmission;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.AnswerCheck;
import io.renwu.server.FlinkConf;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.time.Deadline;

/**
 * Replaces the jar, the settings or the parallelism of running jobs, and rolls back if a new job
 * does not complete a checkpoint in time.
 *
 * <p>A job is stopped with a savepoint and started from it. The upgrade has succeeded when all its
 * tasks run and it has completed a checkpoint. Consumers see nothing of what it did before its
 * first completed checkpoint, so the old jar can continue from the savepoint without losing or
 * doubling a reward. If a checkpoint has completed meanwhile, the old jar continues from that.
 */
public final class Upgrade {
  /** More restarts than a single accident explains: the job counts as failed. */
  private static final long MOST_RESTARTS = 3;

  private static final Duration CANCEL = Duration.ofMinutes(1);

  /** The result of an upgrade. */
  public enum Result {
    UPGRADED,
    /** The old jar runs again. */
    ROLLED_BACK
  }

  /**
   * The wanted jar, settings and parallelism.
   *
   * @param jar the new one
   * @param config the settings
   * @param parallelism of the jobs; empty for their current one
   * @param patience how long a job may take to complete a checkpoint
   */
  public record Change(
      Path jar, RenwuConfig config, Optional<Integer> parallelism, Duration patience) {}

  /** A job that runs, and its replacement. */
  private record Step(
      RenwuJob job, Path oldJar, List<String> oldArguments, int oldWidth, int newWidth) {}

  /**
   * An attempt to start a job.
   *
   * @param id of the job; empty if Flink refused the submission
   * @param failure why the job completed no checkpoint; empty if it completed one
   */
  private record Attempt(Optional<String> id, Optional<String> failure) {}

  private final ClusterJobs jobs;
  private final FlinkRest rest;
  private final Function<RenwuJob, Optional<Path>> oldJar;
  private final Change change;
  private final Consumer<String> progress;

  private Upgrade(
      ClusterJobs jobs,
      Function<RenwuJob, Optional<Path>> oldJar,
      Change change,
      Consumer<String> progress) {
    this.jobs = jobs;
    this.rest = jobs.rest();
    this.oldJar = oldJar;
    this.change = change;
    this.progress = progress;
  }

  /**
   * Upgrades jobs of a local cluster, one after the other in the given order.
   *
   * @param oldJar the jar for a rollback; empty for the jar that each job was submitted from
   * @throws ServerException if a check fails before anything was stopped; or if neither jar runs,
   *     with the state from which the job can be started again
   */
  public static Result local(
      ClusterFolder folder,
      List<RenwuJob> order,
      Optional<Path> oldJar,
      Change change,
      Consumer<String> progress) {
    return folder.lock(
        () -> {
          ClusterLayout layout = new ClusterLayout(folder.path(), folder.plan());
          Function<RenwuJob, Optional<Path>> kept =
              job -> oldJar.or(() -> Optional.of(folder.jar(job)).filter(Files::isReadable));
          Upgrade upgrade = new Upgrade(ClusterJobs.local(layout), kept, change, progress);
          return upgrade.run(order, job -> folder.keepJar(job, change.jar()));
        });
  }

  /**
   * The same on any other cluster. The old jar is required, because without it there is no
   * rollback.
   */
  public static Result remote(
      URI flink, List<RenwuJob> order, Path oldJar, Change change, Consumer<String> progress) {
    ClusterJobs jobs = ClusterJobs.remote(new FlinkRest(flink));
    return new Upgrade(jobs, job -> Optional.of(oldJar), change, progress).run(order, job -> {});
  }

  private Result run(List<RenwuJob> order, Consumer<RenwuJob> done) {
    AnswerCheck.requireFlink(rest.address());
    List<Step> steps = new ArrayList<>();
    for (RenwuJob job : order) {
      steps.add(check(job));
    }
    for (Step step : steps) {
      if (replace(step) == Result.ROLLED_BACK) {
        return Result.ROLLED_BACK;
      }
      done.accept(step.job());
    }
    return Result.UPGRADED;
  }

  /** Checks everything that can be checked before the job is stopped. */
  private Step check(RenwuJob job) {
    FlinkRest.Job run =
        jobs.live(job)
            .filter(FlinkRest.Job::isRunning)
            .orElseThrow(
                () ->
                    new ServerException(
                        job.title()
                            + " does not run at "
                            + rest.address()
                            + ", so there is nothing to upgrade; start it first"));
    Path rollbackJar =
        oldJar
            .apply(job)
            .filter(Files::isReadable)
            .orElseThrow(
                () ->
                    new ServerException(
                        "found no jar to roll "
                            + job.title()
                            + " back to, expected the one that runs now; name it with --old-jar"));
    Map<String, String> settings = rest.settings(run.id());
    int width = rest.tasks(run.id()).parallelism();
    int newWidth = change.parallelism().orElse(width);
    List<String> problems = new ArrayList<>(Compatibility.ofSettings(settings, change.config()));
    if (problems.isEmpty()) {
      List<StoredOperator> stored = stored(job, run.id());
      List<PlannedOperator> planned =
          PlannedOperator.read(
              change.jar(),
              job,
              change.config().arguments(),
              FlinkConf.forThisJvm(Map.of()),
              newWidth);
      problems.addAll(Compatibility.ofState(stored, planned));
    }
    if (!problems.isEmpty()) {
      throw new ServerException(
          job.title() + " cannot be upgraded and keeps running: " + String.join("; ", problems));
    }
    progress.accept(job.title() + ": the new jar fits the state of the running job");
    List<String> oldArguments =
        settings.isEmpty() ? change.config().arguments() : RenwuConfig.argumentsOf(settings);
    return new Step(job, rollbackJar, oldArguments, width, newWidth);
  }

  /** The operators in the job's last checkpoint, which Flink deletes when there are newer ones. */
  private List<StoredOperator> stored(RenwuJob job, String id) {
    String path = awaitCheckpoint(job, id);
    while (true) {
      try {
        return StoredOperator.read(path);
      } catch (ServerException unreadable) {
        String newer = awaitCheckpoint(job, id);
        if (newer.equals(path)) {
          throw unreadable;
        }
        path = newer;
      }
    }
  }

  private String awaitCheckpoint(RenwuJob job, String id) {
    return Await.until(
        "a checkpoint of " + job.title(),
        change.patience(),
        () -> rest.checkpoints(id).path(),
        path -> !path.isEmpty());
  }

  private Result replace(Step step) {
    RenwuJob job = step.job();
    progress.accept(job.title() + ": waiting for its savepoint, for at most 2 minutes");
    String savepoint =
        jobs.stop(job)
            .orElseThrow(() -> new ServerException(job.title() + " ended before its savepoint"));
    progress.accept(job.title() + ": stopped with savepoint " + savepoint);
    List<String> arguments = change.config().arguments();
    Attempt attempt =
        attempt(jobs.submission(job, change.jar(), arguments, step.newWidth()).from(savepoint));
    if (attempt.failure().isEmpty()) {
      progress.accept(job.title() + ": runs with the new jar, and has completed a checkpoint");
      return Result.UPGRADED;
    }
    progress.accept(
        job.title()
            + ": the new jar completes no checkpoint: "
            + firstLine(attempt.failure().get()));
    rollBack(step, attempt.id().flatMap(this::end).orElse(savepoint));
    return Result.ROLLED_BACK;
  }

  private void rollBack(Step step, String from) {
    RenwuJob job = step.job();
    Attempt attempt =
        attempt(
            jobs.submission(job, step.oldJar(), step.oldArguments(), step.oldWidth()).from(from));
    attempt
        .failure()
        .ifPresent(
            failure -> {
              throw new ServerException(
                  job.title()
                      + ": the old jar completes no checkpoint either ("
                      + firstLine(failure)
                      + "); start it again from "
                      + from
                      + "\n"
                      + failure);
            });
    progress.accept(job.title() + ": runs with the old jar again, from " + from);
  }

  /** Submits a job and waits until it has completed a checkpoint or failed. */
  private Attempt attempt(JobSubmission submission) {
    Optional<String> id = Optional.empty();
    try {
      id = Optional.of(rest.submit(submission));
      return new Attempt(id, awaitCheckpointOrFailure(id.get()));
    } catch (ServerException e) {
      return new Attempt(
          id, Optional.of(Objects.requireNonNullElseGet(e.getMessage(), e::toString)));
    }
  }

  /** Waits for a completed checkpoint; returns why the job failed, if it did. */
  private Optional<String> awaitCheckpointOrFailure(String id) {
    Deadline deadline = Deadline.fromNow(change.patience());
    while (true) {
      String state = rest.status(id);
      if (FlinkRest.isOver(state) || rest.restarts(id) >= MOST_RESTARTS) {
        String failures = rest.exceptions(id);
        return Optional.of(failures.isEmpty() ? "the job is " + state : failures);
      }
      if (rest.tasks(id).allRun() && rest.checkpoints(id).completed() > 0) {
        return Optional.empty();
      }
      if (deadline.isOverdue()) {
        return Optional.of(
            "no completed checkpoint within "
                + change.patience().toSeconds()
                + " s, the job is "
                + state
                + "\n"
                + rest.exceptions(id));
      }
      Await.pause("job " + id);
    }
  }

  /** Ends the new job; returns the last checkpoint that it completed, if any. */
  private Optional<String> end(String id) {
    if (!FlinkRest.isOver(rest.status(id))) {
      rest.cancel(id);
      Await.until("the end of job " + id, CANCEL, () -> rest.status(id), FlinkRest::isOver);
    }
    return rest.checkpoints(id).latest().map(FlinkCheckpoints.Checkpoint::path);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
