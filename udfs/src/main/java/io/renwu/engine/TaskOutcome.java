package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an event for one task.
 *
 * @param decision null if decisions of its code are not reported
 * @param earned null if there are no grants
 * @param progress null if it did not change
 * @param state of the task after the event; null if it did not change
 */
record TaskOutcome(
    DecisionCode code,
    @Nullable Decision decision,
    @Nullable EarnedGrants earned,
    @Nullable Progress progress,
    @Nullable TaskState state) {

  /** The grants of a task, if there are any. */
  static @Nullable EarnedGrants earned(int version, List<Grant> grants) {
    return grants.isEmpty() ? null : new EarnedGrants(version, grants);
  }
}
