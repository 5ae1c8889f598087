package io.renwu.engine;

import java.math.BigDecimal;

/**
 * What one objective holds within a period.
 *
 * @param objective {@link Identity#ofObjective}
 * @param amount as it was counted, never cut at a target; canonical; for {@code COUNT_DISTINCT} the
 *     number of values counted in the present round
 * @param values all values that {@code COUNT_DISTINCT} has counted in the period, those of finished
 *     rounds too; null for other functions, and once nothing more can count in the period
 */
public record Held(int objective, BigDecimal amount, DistinctValues values) {
  /** Whether values are kept apart. */
  boolean isApart() {
    return values != null && values.apart() > 0;
  }

  /** The amount alone: enough where nothing more can count. */
  Held settled() {
    return values == null ? this : new Held(objective, amount, null);
  }
}
