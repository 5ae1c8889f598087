package io.renwu.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The state of one objective in a period.
 *
 * @param objective {@link StateIds#ofObjective}
 * @param amount as counted, not capped at a target; canonical; for {@code COUNT_DISTINCT} the
 *     number of values of the current round, for {@code STREAK} the length of the run
 * @param values all values that {@code COUNT_DISTINCT} has counted in the period, in all rounds;
 *     null for other functions, and once nothing more can count in the period
 * @param units the units of a {@code STREAK}; null for other functions
 * @param log what can be cancelled; null for nothing
 */
public record ObjectiveState(
    int objective,
    BigDecimal amount,
    @Nullable DistinctValues values,
    @Nullable StreakUnits units,
    @Nullable CancelLog log) {
  /** The state of an objective that is no streak and has nothing to cancel. */
  public ObjectiveState(int objective, BigDecimal amount, DistinctValues values) {
    this(objective, amount, values, null, null);
  }

  boolean hasValuesApart() {
    return values != null && values.apart() > 0;
  }

  boolean hasLogApart() {
    return log != null && log.apart() > 0;
  }

  /** Whether anything is in the user's large sets. */
  boolean isApart() {
    return hasValuesApart() || hasLogApart();
  }

  /** Whether a cancel event could apply to it. */
  boolean isCancellable() {
    return log != null || values != null;
  }

  /** The state that is still shown once nothing can count or be cancelled. */
  ObjectiveState settled() {
    return isCancellable() ? new ObjectiveState(objective, amount, null, units, null) : this;
  }
}
