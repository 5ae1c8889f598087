package io.renwu.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored answer for a grant or a completion.
 *
 * @param refused whether the budget was exhausted
 * @param charges the amounts that it used
 * @param forgetAt the receipt time from which it is no longer needed; null for never
 */
public record BudgetAnswer(boolean refused, List<Charge> charges, @Nullable Instant forgetAt) {
  public BudgetAnswer {
    charges = List.copyOf(charges);
  }

  /** An amount used in one unit. */
  public record Charge(BudgetUnit unit, BigDecimal amount) {}
}
