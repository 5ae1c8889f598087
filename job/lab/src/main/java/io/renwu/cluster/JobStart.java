package io.renwu.cluster;

import io.renwu.flink.FlinkRest;
import io.renwu.flink.JobSubmission;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.RenwuConfig;
import io.renwu.timeout.ServerException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts one job on any Flink cluster, or finds the state for a job that runs in this process. It
 * never starts a second job of the same name, and never a job without its state by accident.
 */
public final class JobStart {
  private final RenwuJob job;
  private final RenwuConfig config;
  private final StartChoice choice;
  private final Consumer<String> progress;

  /**
   * Creates a start.
   *
   * @param config the settings of the job
   * @param progress receives one line that says where the job begins
   */
  public JobStart(RenwuJob job, RenwuConfig config, StartChoice choice, Consumer<String> progress) {
    this.job = job;
    this.config = config;
    this.choice = choice;
    this.progress = progress;
  }

  /**
   * Submits the job.
   *
   * @param parallelism empty for that of the state that it continues from, 1 without state
   * @return its id
   * @throws ServerException if a job of its name has not ended, or its state is not found
   */
  public String submit(URI flink, Path jar, Optional<Integer> parallelism) {
    FlinkRest rest = new FlinkRest(flink);
    refuseSecond(rest);
    JobStartPoint beginning = new JobStartPoint(config, LatestState.of(rest));
    Optional<SavedState> from = beginning.of(job, choice, parallelism.orElse(1));
    int width = parallelism.or(() -> from.map(SavedState::parallelism)).orElse(1);
    JobSubmission fresh =
        JobSubmission.fresh(jar, job.mainClass(), beginning.arguments(job, choice), width);
    String id = rest.submit(from.map(state -> fresh.from(state.path())).orElse(fresh));
    progress.accept(JobStartPoint.describe(job, from, width));
    return id;
  }

  /**
   * The state that a job in this process continues from.
   *
   * @param path of its savepoint or checkpoint
   * @param parallelism the one with which the job ran
   */
  public record Local(String path, int parallelism) {}

  /**
   * Finds the state of the job in folders; empty if it begins without state.
   *
   * @throws ServerException if its state is not found
   */
  public Optional<Local> here(List<String> roots, int parallelism) {
    Optional<SavedState> from =
        new JobStartPoint(config, LatestState.in(roots)).of(job, choice, parallelism);
    progress.accept(
        JobStartPoint.describe(job, from, from.map(SavedState::parallelism).orElse(parallelism)));
    return from.map(state -> new Local(state.path(), state.parallelism()));
  }

  /**
   * Refuses to start the job if a job of this name has not ended.
   *
   * @throws ServerException with its id, or if Flink does not answer
   */
  public void refuseSecond(FlinkRest rest) {
    rest.live(job.title()).stream()
        .findFirst()
        .ifPresent(
            run -> {
              throw new ServerException(
                  job.title()
                      + " is already at "
                      + rest.address()
                      + ": job "
                      + run.id()
                      + ", "
                      + run.state()
                      + " since "
                      + run.since()
                      + ". A second one would double or lose rewards; stop that one first"
                      + advice());
            });
  }

  private String advice() {
    return job == RenwuJob.TASKS ? ". To list and check task documents: ./renwu validate DIR" : "";
  }
}
