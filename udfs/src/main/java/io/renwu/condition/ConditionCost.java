package io.renwu.condition;

import org.jspecify.annotations.Nullable;

/**
 * An upper bound of the cost of one evaluation of a condition, computed without running it: {@code
 * fixed + scaled × size of the event's attributes}. A condition that processes whole texts and
 * lists is evaluated on events of usual size and fails on an event that is too large for it.
 *
 * @param fixed the cost that does not depend on the event, in units of about 100 ns
 * @param scaled how often the evaluation processes as much as all of the event's attributes
 * @param refusal why the condition is refused regardless of its cost; null if it is not
 */
record ConditionCost(long fixed, long scaled, @Nullable String refusal) {
  /** 4 ms. */
  static final long MAX_COST = 40_000;

  static ConditionCost of(SimpleCondition condition) {
    return ValueInterner.of(new ConditionCost(0, condition.sizeComparisons(), null));
  }

  /** Why the condition is refused; null if it is accepted. */
  @Nullable String refusalReason() {
    if (refusal != null) {
      return refusal;
    }
    return fixed + scaled > MAX_COST ? "it may cost too much to evaluate" : null;
  }

  /** Whether the evaluation of an event costs at most {@link #MAX_COST}. */
  boolean fits(ConditionInput input) {
    return scaled == 0 || fixed + scaled * input.size() <= MAX_COST;
  }
}
