package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * How often a user can complete a task.
 *
 * @param maxCompletions the maximum in one period under {@link Policy#REPEAT}; null for no bound
 */
public record Recurrence(Policy policy, @Nullable Integer maxCompletions) {
  /** The default. */
  public static final Recurrence ONCE_A_PERIOD = new Recurrence(Policy.PER_PERIOD, null);

  public enum Policy {
    /** Once per user. */
    ONCE,
    /** Once in each period. */
    PER_PERIOD,
    /** Repeatedly within a period. */
    REPEAT
  }
}
