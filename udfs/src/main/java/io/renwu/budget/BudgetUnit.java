package io.renwu.budget;

import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Identifies one counter of a task: one budget in one calendar unit. A new version with a budget of
 * the same metric, reward and unit continues the counter.
 *
 * @param rewardId null for {@link Metric#COMPLETIONS}
 * @param unit the number of the calendar unit, greater for later ones; 0 for {@link
 *     CalendarUnit#ALWAYS}
 */
public record BudgetUnit(Metric metric, @Nullable String rewardId, CalendarUnit per, long unit)
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
