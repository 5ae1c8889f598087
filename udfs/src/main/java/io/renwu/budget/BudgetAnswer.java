package io.renwu.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record, or of a completion, as far as it matters later.
 *
 * @param refused whether the budget did not hold it
 * @param takes what it used
 * @param forgetAt from this time of receipt on nobody asks any more; null for never
 */
public record BudgetAnswer(boolean refused, List<Take> takes, @Nullable Instant forgetAt) {
  public BudgetAnswer {
    takes = List.copyOf(takes);
  }

  /** What was used of one unit. */
  public record Take(BudgetUnit unit, BigDecimal amount) {}
}
