package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.util.List;

/**
 * The result of one event.
 *
 * @param state the user's state after the event; the same instance if nothing changed
 * @param sets the changes to the user's {@link LargeSets}, to be applied with the state
 * @param decisions of every code: one for each task that the event was offered to, by task id, or a
 *     single {@code DUPLICATE}; empty for a behavior that no task names
 * @param grants by task, completion, tier, reward
 * @param progress one for each {@code COUNTED} decision, in the same order
 * @param failedConditions how many conditions ended in an error, which made them false
 */
public record EventOutcome(
    UserState state,
    SetChanges sets,
    List<Decision> decisions,
    List<Grant> grants,
    List<Progress> progress,
    int failedConditions) {

  /** The result of an event that changes nothing. */
  static EventOutcome nothing(UserState state) {
    return new EventOutcome(state, SetChanges.NONE, List.of(), List.of(), List.of(), 0);
  }
}
