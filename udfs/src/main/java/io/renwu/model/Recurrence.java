package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * How often a user can complete a task.
 *
 * @param maxCompletions the most in one period under {@link Policy#REPEAT}, or null for no bound
 */
public record Recurrence(Policy policy, @Nullable Integer maxCompletions) {
  /** What a task has that says nothing else. */
  public static final Recurrence ONCE_A_PERIOD = new Recurrence(Policy.PER_PERIOD, null);

  public enum Policy {
    /** Once per user, for ever. */
    ONCE,
    /** Once in each period. */
    PER_PERIOD,
    /** Again and again within a period. */
    REPEAT
  }
}
