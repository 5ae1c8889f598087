package io.renwu.cli.tasks;

import io.renwu.cli.Table;
import io.renwu.lint.Costs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Formats the most that a set of tasks can cost. */
final class CostView {
  private static final String UNBOUNDED = "unbounded";

  private CostView() {}

  /** A row for each task and type of reward, then the total of each type. */
  static String text(List<CostReport> costs) {
    Table table = new Table("TASK", "TYPE", "A PERIOD", "", "IN ALL");
    for (CostReport cost : costs) {
      boolean periods = cost.hasPeriods();
      table.add(
          cost.taskId(),
          cost.type(),
          periods ? figure(cost.perPeriod()) : null,
          periods ? "each " + cost.period() : "",
          figure(cost.inAll()));
    }
    totals(costs)
        .forEach((type, inAll) -> table.add("(all)", type, null, "", figure(inAll.most())));
    return table.toString();
  }

  /** A sum; null if a part of it is unbounded. */
  private record Total(@Nullable BigDecimal most) {}

  private static Map<String, Total> totals(List<CostReport> costs) {
    Map<String, Total> totals = new TreeMap<>();
    for (CostReport cost : costs) {
      totals.merge(
          cost.type(),
          new Total(cost.inAll()),
          (one, other) -> new Total(Costs.sum(one.most(), other.most())));
    }
    return totals;
  }

  private static Table.Figure figure(@Nullable BigDecimal most) {
    return new Table.Figure(most == null ? UNBOUNDED : most.stripTrailingZeros().toPlainString());
  }
}
