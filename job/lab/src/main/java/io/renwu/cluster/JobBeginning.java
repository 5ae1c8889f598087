package io.renwu.cluster;

import io.renwu.job.JobParts;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.patience.ServerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides where a job begins, before it is submitted. */
final class JobBeginning {
  private final RenwuConfig config;
  private final LatestState states;

  /** Uses the settings of the jobs and the places of their states. */
  JobBeginning(RenwuConfig config, LatestState states) {
    this.config = config;
    this.states = states;
  }

  /**
   * The state that a job continues from; empty if it begins without state.
   *
   * @param width of a job whose state does not tell it
   * @throws ServerException if it would begin without its state by accident, with where it was
   *     looked for and what to do
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
                        + "), and no savepoint or checkpoint of it was found (looked at "
                        + states.places(job)
                        + "). Name one by --from PATH; or, if all progress, limits, budgets and"
                        + " event ids are to be forgotten and budgets paid again, say --fresh");
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
   * The arguments of the job's main class: those of the settings, and what holds for this start.
   */
  List<String> arguments(RenwuJob job, StartChoice choice) {
    List<String> arguments = new ArrayList<>(config.arguments());
    if (choice.fresh() && job == RenwuJob.TASKS) {
      arguments.addAll(List.of("--" + Options.JOB_FRESH.key(), "true"));
    }
    return arguments;
  }

  /** One line about where a job that was submitted begins. */
  static String said(RenwuJob job, Optional<SavedState> from, int width) {
    return job.title()
        + from.map(state -> " goes on from " + state.path()).orElse(" begins without state")
        + ", "
        + width
        + " wide";
  }
}
