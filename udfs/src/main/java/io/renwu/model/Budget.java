package io.renwu.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much a task may grant to all users together in each calendar unit. Two budgets are the same,
 * and go on with what was used, if all but their limits are equal.
 *
 * @param rewardId whose granted amounts are added up; null for {@link Metric#COMPLETIONS}
 * @param per the unit, in the task's zone ({@code UTC} where that is each user's) and day start
 * @param limit at least 0; whole for {@link Metric#COMPLETIONS}
 */
public record Budget(
    Metric metric,
    @Nullable String rewardId,
    CalendarUnit per,
    BigDecimal limit) {
  /** What is counted. */
  public enum Metric {
    /** Completions of which at least one record is granted. */
    COMPLETIONS,
    /** The amounts granted of one reward. */
    AMOUNT
  }
}
