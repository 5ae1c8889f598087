package io.renwu.cli.tasks;

import io.renwu.lint.Cost;
import io.renwu.model.CalendarUnit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The most that a task can grant of one type of reward.
 *
 * @param period the unit of the task's period; {@code NONE} if it has none
 * @param perPeriod the most in one period; null if unbounded
 * @param inAll the most in the whole schedule; null if unbounded
 */
record CostReport(
    String taskId,
    @Nullable String type,
    String period,
    @Nullable BigDecimal perPeriod,
    @Nullable BigDecimal inAll) {
  static CostReport of(Cost cost) {
    return new CostReport(
        cost.taskId(), cost.type(), cost.period().periodName(), cost.perPeriod(), cost.inAll());
  }

  boolean hasPeriods() {
    return !period.equals(CalendarUnit.ALWAYS.periodName());
  }
}
