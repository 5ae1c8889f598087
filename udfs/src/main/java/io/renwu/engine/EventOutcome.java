package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.util.List;

/**
 * The result of one event.
 *
 * @param state the user's state after the event; the same instance if nothing changed
 * @param sets the changes to the user's {@link LargeSets}, to be applied with the state
 * @param codes the codes of all decisions that were made: at {@link DecisionLevel#ALL} one for each
 *     task that the event was offered to, by task id, or a single {@code DUPLICATE}; at other
 *     levels without some that are not reported; empty for a behavior that no task names
 * @param decisions those that the engine's level includes, in the same order
 * @param earned the grants, by task id, completion, tier, reward
 * @param progress one for each task in which the event counted or cancelled, by task id
 * @param failedConditions how many conditions ended in an error, which made them false
 */
public record EventOutcome(
    UserState state,
    SetChanges sets,
    List<DecisionCode> codes,
    List<Decision> decisions,
    List<EarnedGrants> earned,
    List<Progress> progress,
    int failedConditions) {

  /** The result of an event that changes nothing. */
  static EventOutcome nothing(UserState state) {
    return new EventOutcome(state, SetChanges.NONE, List.of(), List.of(), List.of(), List.of(), 0);
  }

  /** All grants before any budget decided, by task id, completion, tier, reward. */
  public List<Grant> grants() {
    return switch (earned.size()) {
      case 0 -> List.of();
      case 1 -> earned.get(0).grants();
      default -> earned.stream().flatMap(task -> task.grants().stream()).toList();
    };
  }
}
