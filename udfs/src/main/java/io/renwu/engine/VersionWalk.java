package io.renwu.engine;

import io.renwu.catalog.Candidate;
import io.renwu.catalog.CompiledTask;
import io.renwu.model.Objective;
import io.renwu.model.Recurrence;
import io.renwu.model.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the version that evaluates an event when the period began under an older one.
 *
 * <pre>
 * held   = the version that the period's state was evaluated under last
 * step w = the next version above it that governs any event, up to the governing one, of the same
 *          world and neither paused nor archived:
 *          MIGRATE      goes on to w
 *          RESET        goes on to w, from zero
 *          NEXT_PERIOD  stays, as long as the period is under way
 * </pre>
 *
 * A period is under way from its first counted event to its end. Without periods, it is under way
 * until the next completion, as long as there is progress.
 *
 * @param version the one that evaluates
 * @param reset whether the objectives start from zero
 */
record VersionWalk(CompiledTask version, boolean reset) {

  /**
   * Walks from the version that a period is at.
   *
   * @param period its state; null if there is none
   */
  static VersionWalk of(Candidate candidate, @Nullable PeriodState period) {
    CompiledTask governing = candidate.governing();
    if (period == null || governing.task().version() <= period.version()) {
      return new VersionWalk(governing, false);
    }
    CompiledTask at = candidate.versions().get(period.version());
    if (at == null) {
      return new VersionWalk(governing, false);
    }
    boolean underWay = isUnderWay(at.task(), period);
    boolean reset = false;
    for (CompiledTask next : steps(candidate, period.version())) {
      switch (next.task().inFlight()) {
        case MIGRATE -> at = next;
        case RESET -> {
          at = next;
          reset = true;
          underWay &= !at.task().period().isEndless();
        }
        case NEXT_PERIOD -> at = underWay ? at : next;
      }
    }
    return new VersionWalk(at, reset);
  }

  private static List<CompiledTask> steps(Candidate candidate, int above) {
    boolean shadow = candidate.governing().task().isShadow();
    return candidate.versions().between(above, candidate.governing().task().version()).stream()
        .filter(version -> isOfWorld(version.task().status(), shadow))
        .toList();
  }

  private static boolean isOfWorld(Task.Status status, boolean shadow) {
    return status == (shadow ? Task.Status.SHADOW : Task.Status.ACTIVE);
  }

  private static boolean isUnderWay(Task task, PeriodState period) {
    if (!task.period().isEndless()) {
      return true;
    }
    boolean completed =
        task.recurrence().policy() != Recurrence.Policy.REPEAT && period.completions() > 0;
    return !completed
        && task.objectives().stream().anyMatch(objective -> hasProgress(objective, period));
  }

  private static boolean hasProgress(Objective objective, PeriodState period) {
    ObjectiveState objectiveState = period.findObjective(StateIds.ofObjective(objective));
    return objectiveState != null && objectiveState.amount().signum() != 0;
  }
}
