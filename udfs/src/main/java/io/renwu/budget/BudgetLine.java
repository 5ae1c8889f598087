package io.renwu.budget;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget that applies to a grant.
 *
 * @param limit the most that may be used in the unit
 * @param forgetAt the receipt time from which the unit is closed and its usage expires; null for
 *     never
 * @param over whether the grant's event was received at or after {@code forgetAt}
 */
public record BudgetLine(
    BudgetUnit unit, BigDecimal limit, @Nullable Instant forgetAt, boolean over) {
  /**
   * The limit of a budget that only counts: above any sum of amounts, which have at most 38 digits.
   */
  public static final BigDecimal NO_LIMIT = new BigDecimal("1E+100");
}
