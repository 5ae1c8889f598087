package io.renwu.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one objective holds within a period.
 *
 * @param objective {@link StateIds#ofObjective}
 * @param amount as it was counted, never cut at a target; canonical; for {@code COUNT_DISTINCT} the
 *     number of values counted in the present round, for {@code STREAK} the length of the run
 * @param values all values that {@code COUNT_DISTINCT} has counted in the period, those of finished
 *     rounds too; null for other functions, and once nothing more can count in the period
 * @param units those of a {@code STREAK}; null for other functions
 * @param log what can be taken back; null for nothing
 */
public record ObjectiveState(
    int objective,
    BigDecimal amount,
    @Nullable DistinctValues values,
    @Nullable StreakUnits units,
    @Nullable CancelLog log) {
  /** What an objective holds that is no streak, and of which nothing can be taken back. */
  public ObjectiveState(int objective, BigDecimal amount, DistinctValues values) {
    this(objective, amount, values, null, null);
  }

  boolean hasValuesApart() {
    return values != null && values.apart() > 0;
  }

  boolean hasLogApart() {
    return log != null && log.apart() > 0;
  }

  /** Whether anything is kept apart. */
  boolean isApart() {
    return hasValuesApart() || hasLogApart();
  }

  /** Whether a cancel event could find something in it. */
  boolean isCancellable() {
    return log != null || values != null;
  }

  /** What is still shown where nothing more can count or be taken back. */
  ObjectiveState settled() {
    return isCancellable() ? new ObjectiveState(objective, amount, null, units, null) : this;
  }
}
