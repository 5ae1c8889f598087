package io.renwu.cluster;

import io.renwu.job.JobParts;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides where a job begins, before it is submitted. */
final class JobStartPoint {
  private final RenwuConfig config;
  private final LatestState states;

  /** Uses the settings of the jobs and the places of their states. */
  JobStartPoint(RenwuConfig config, LatestState states) {
    this.config = config;
    this.states = states;
  }

  /**
   * The state that a job continues from; empty if it begins without state.
   *
   * @param width the parallelism if the state's metadata cannot be read
   * @throws ServerException if the job would begin without its state by accident, with the searched
   *     places and what to do
   */
  Optional<SavedState> of(RenwuJob job, StartChoice choice, int width) {
    if (choice.fresh()) {
      return Optional.empty();
    }
    if (choice.from().isPresent()) {
      return states.named(job, choice.from().get(), width);
    }
    Optional<SavedState> newest = states.newest(job);
    if (newest.isEmpty() && job == RenwuJob.TASKS) {
      evidence()
          .ifPresent(
              shown -> {
                throw new ServerException(
                    job.title()
                        + " is not started: it ran on this system before ("
                        + shown
                        + "), and no savepoint or checkpoint of it was found (searched "
                        + states.places(job)
                        + "). Name one with --from PATH; or start it with --fresh, which forgets"
                        + " all progress, limits, budgets and event ids: budgets are paid again");
              });
    }
    return newest;
  }

  private Optional<String> evidence() {
    try {
      return new JobParts(config).earlierRun().evidence();
    } catch (IOException e) {
      throw new ServerException(e.getMessage(), e);
    }
  }

  /**
   * The arguments of the job's main class: the settings, and {@code --fresh} for this start alone.
   */
  List<String> arguments(RenwuJob job, StartChoice choice) {
    List<String> arguments = new ArrayList<>(config.arguments());
    if (choice.fresh() && job == RenwuJob.TASKS) {
      arguments.addAll(List.of("--" + Options.JOB_FRESH.key(), "true"));
    }
    return arguments;
  }

  /** One line for people that says where a job begins. */
  static String describe(RenwuJob job, Optional<SavedState> from, int width) {
    return job.title()
        + from.map(state -> " continues from " + state.path()).orElse(" starts without state")
        + ", parallelism "
        + width;
  }
}
