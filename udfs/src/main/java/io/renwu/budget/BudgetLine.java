package io.renwu.budget;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget as a due grant meets it.
 *
 * @param limit the most that may be used in the unit
 * @param forgetAt from this time of receipt on nothing is taken from the unit any more, and what
 *     was used of it is forgotten; null for never
 * @param over whether the grant's event was received so late
 */
public record BudgetLine(
    BudgetUnit unit, BigDecimal limit, @Nullable Instant forgetAt, boolean over) {
  /** Above any sum of amounts, which have 38 digits at the most: it is only counted. */
  public static final BigDecimal NO_LIMIT = new BigDecimal("1E+100");
}
