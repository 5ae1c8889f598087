package io.renwu.condition;

import org.jspecify.annotations.Nullable;

/**
 * An upper bound of what one evaluation of a condition can cost, found without running it: {@code
 * fixed + scaled × size of the event's attributes}. So a condition that handles whole texts and
 * lists is still asked of events of the usual size, and is an error on one that is too large for
 * it.
 *
 * @param fixed what does not depend on the event, in units of about 100 ns
 * @param scaled how often as much is handled as there is in all of the event's attributes
 * @param wrong why the condition is not let in whatever its cost, or null
 */
record ConditionCost(long fixed, long scaled, @Nullable String wrong) {
  /** 4 ms. */
  static final long MAX_COST = 40_000;

  static ConditionCost of(SimpleCondition condition) {
    return ValueInterner.of(new ConditionCost(0, condition.sizeComparisons(), null));
  }

  /** Why the condition is not let in, or null where it is. */
  @Nullable String problem() {
    if (wrong != null) {
      return wrong;
    }
    return fixed + scaled > MAX_COST ? "it may cost too much to evaluate" : null;
  }

  /** Whether the evaluation stays within {@link #MAX_COST}. */
  boolean fits(ConditionInput input) {
    return scaled == 0 || fixed + scaled * input.size() <= MAX_COST;
  }
}
