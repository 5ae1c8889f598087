package io.renwu.engine;

import io.renwu.calendar.PeriodSpan;
import io.renwu.catalog.Versions;
import io.renwu.condition.EventFacts;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.model.Progress.ObjectiveProgress;
import io.renwu.model.TaskRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of the decision of one task about one event.
 *
 * @param plan of the version that evaluates
 * @param versions of the task
 * @param units in which the task's events and completions are counted
 * @param snapshot of the user's state before the event
 * @param state of the user's task before the event
 * @param span the period that the event belongs to, or points to
 * @param held the state of the period; null if there is none
 * @param reset whether the objectives start from zero
 * @param closed whether the period no longer accepts events. Then no progress is shown: outputs
 *     must not depend on whether the period's state has expired
 */
record TaskContext(
    TaskPlan plan,
    Versions versions,
    LimitedUnits units,
    EventFacts facts,
    UserState snapshot,
    TaskState state,
    PeriodSpan span,
    @Nullable PeriodState held,
    boolean reset,
    boolean closed) {

  Event event() {
    return facts.event();
  }

  /** The period to count in; without progress if the objectives start from zero. */
  PeriodState period() {
    if (held == null) {
      return PeriodState.begin(span.key(), plan.task().version());
    }
    return reset ? held.withoutProgress() : held;
  }

  /** A working copy of the period. */
  PeriodWork round(LargeSets largeSets, SetChangeRecorder ledger) {
    return new PeriodWork(plan, versions.anyCancels(), period(), largeSets, ledger);
  }

  /** The version that evaluates the period after the event. */
  int versionAfter() {
    return held == null ? plan.task().version() : Math.max(held.version(), plan.task().version());
  }

  /** The kept states of objectives that the evaluating version lacks. */
  List<ObjectiveState> others() {
    return versionAfter() > period().version() ? List.of() : period().objectives();
  }

  /** A decision that changes nothing. */
  TaskOutcome unchanged(DecisionCode code, Map<String, BigDecimal> shown) {
    return new TaskOutcome(decision(code, shown, shown, List.of()), List.of(), null, null);
  }

  Decision decision(
      DecisionCode code,
      Map<String, BigDecimal> before,
      Map<String, BigDecimal> after,
      List<Grant> grants) {
    return Decision.of(event(), task(), code, before, after, grants);
  }

  private TaskRef task() {
    return new TaskRef(plan.task().taskId(), plan.task().version(), span.name(), plan.isShadow());
  }

  /**
   * The progress after the event.
   *
   * @param lastCounted time of the last event that counted
   */
  Progress progress(Map<String, BigDecimal> shown, RewardWork rewardWork, Instant lastCounted) {
    List<ObjectiveProgress> objectives = new ArrayList<>(plan.objectives().size());
    for (ObjectivePlan objective : plan.objectives()) {
      objectives.add(
          new ObjectiveProgress(objective.id(), shown.get(objective.id()), objective.target()));
    }
    return new Progress(
        event().userId(),
        task(),
        span.endOrNull(),
        objectives,
        rewardWork.completions(),
        rewardWork.isDone() ? Progress.Status.COMPLETED : Progress.Status.IN_PROGRESS,
        lastCounted);
  }

  /**
   * The state of the task after the event.
   *
   * @param objectives their states
   * @param lastCounted the time to store, or null
   */
  TaskState after(
      List<ObjectiveState> objectives,
      RewardWork rewardWork,
      @Nullable Instant lastCounted,
      int version,
      SetChangeRecorder ledger) {
    List<ObjectiveState> before = period().objectives();
    if (reset && held != null) {
      ledger.drop(plan.key(), span.key(), held.objectives());
    }
    return state.with(
        new PeriodState(
            span.key(),
            version,
            rewardWork.completions(),
            rewardWork.tiers(),
            ledger.keep(plan.key(), span.key(), before, objectives),
            lastCounted,
            rewardWork.awards()),
        rewardWork.lifetimeCompletions(),
        rewardWork.usage(),
        rewardWork.claims());
  }
}
