package io.renwu.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much a task may grant to all users together in each calendar unit. Budgets that differ only
 * in their limits share one counter.
 *
 * @param rewardId the reward whose granted amounts are summed; null for {@link Metric#COMPLETIONS}
 * @param per the unit, in the task's zone ({@code UTC} if the zone is {@code USER}) and day start
 * @param limit at least 0; whole for {@link Metric#COMPLETIONS}
 */
public record Budget(Metric metric, @Nullable String rewardId, CalendarUnit per, BigDecimal limit) {
  /** What is counted. */
  public enum Metric {
    /** Completions with at least one grant. */
    COMPLETIONS,
    /** The granted amounts of one reward. */
    AMOUNT
  }
}
