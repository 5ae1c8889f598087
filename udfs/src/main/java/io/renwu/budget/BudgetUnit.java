package io.renwu.budget;

import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one counter of a task counts: one budget in one calendar unit. A version that has a budget
 * of the same metric, reward and unit goes on with the counter of the version before.
 *
 * @param rewardId null for {@link Metric#COMPLETIONS}
 * @param unit the number of the calendar unit: the greater the later; 0 for {@link
 *     CalendarUnit#TOTAL}
 */
public record BudgetUnit(
    Metric metric, @Nullable String rewardId, CalendarUnit per, long unit)
    implements Comparable<BudgetUnit> {
  private static final Comparator<BudgetUnit> ORDER =
      Comparator.comparing(BudgetUnit::metric)
          .thenComparing(BudgetUnit::rewardId, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(BudgetUnit::per)
          .thenComparingLong(BudgetUnit::unit);

  @Override
  public int compareTo(BudgetUnit other) {
    return ORDER.compare(this, other);
  }
}
