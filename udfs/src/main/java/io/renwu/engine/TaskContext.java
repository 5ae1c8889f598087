package io.renwu.engine;

import io.renwu.calendar.PeriodSpan;
import io.renwu.catalog.Versions;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.TaskRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of the decision of one task about one event.
 *
 * @param shared what the decisions of all tasks share
 * @param plan of the version that evaluates
 * @param versions of the task
 * @param units in which the task's events and completions are counted
 * @param state of the user's task before the event
 * @param span the period that the event belongs to, or points to
 * @param held the state of the period; null if there is none
 * @param reset whether the objectives start from zero
 * @param closed whether the period no longer accepts events. Then no progress is shown: outputs
 *     must not depend on whether the period's state has expired
 */
record TaskContext(
    EventContext shared,
    TaskPlan plan,
    Versions versions,
    LimitedUnits units,
    TaskState state,
    PeriodSpan span,
    @Nullable PeriodState held,
    boolean reset,
    boolean closed) {

  Event event() {
    return shared.event();
  }

  /** The period to count in; without progress if the objectives start from zero. */
  PeriodState period() {
    if (held == null) {
      return PeriodState.begin(span.key(), plan.task().version());
    }
    return reset ? held.withoutProgress() : held;
  }

  /** The completions in the period. */
  long completions() {
    return held == null ? 0 : held.completions();
  }

  /** The version that evaluates the period after the event. */
  int versionAfter() {
    return held == null ? plan.task().version() : Math.max(held.version(), plan.task().version());
  }

  /** The kept states of objectives that the evaluating version lacks. */
  List<ObjectiveState> others() {
    return versionAfter() > period().version() ? List.of() : period().objectives();
  }

  /** Whether decisions of a code are reported. */
  boolean reports(DecisionCode code) {
    return shared.level().includes(code);
  }

  /** The task, as decisions and progress name it. */
  TaskRef ref() {
    return new TaskRef(plan.task().taskId(), plan.task().version(), span.name(), plan.isShadow());
  }
}
