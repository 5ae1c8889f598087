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
 * @param version the one that evaluated the event, which may be above that of a grant
 * @param grants by completion, tier, reward
 * @param progress null if it did not change
 * @param state of the task after the event; null if it did not change
 */
record TaskOutcome(
    DecisionCode code,
    @Nullable Decision decision,
    int version,
    List<Grant> grants,
    @Nullable Progress progress,
    @Nullable TaskState state) {

  /**
   * The result of an event that changes nothing.
   *
   * @param decision null if decisions of its code are not reported
   */
  static TaskOutcome unchanged(DecisionCode code, @Nullable Decision decision) {
    return new TaskOutcome(code, decision, 0, List.of(), null, null);
  }
}
