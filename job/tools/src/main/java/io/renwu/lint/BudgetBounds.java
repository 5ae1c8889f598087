package io.renwu.lint;

import io.renwu.model.Budget;
import io.renwu.model.Reward;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What budgets say of rewards. */
final class BudgetBounds {
  private BudgetBounds() {}

  /** Whether a budget bounds how much of a completion's reward is granted. */
  static boolean bounds(Budget budget, Reward reward) {
    return budget.metric() == Budget.Metric.COMPLETIONS
        || reward.rewardId().equals(budget.rewardId());
  }

  /** The most of a completion's reward that a budget lets be granted in one unit of its own. */
  static @Nullable BigDecimal most(Budget budget, Reward reward) {
    return budget.metric() == Budget.Metric.COMPLETIONS
        ? budget.limit().multiply(reward.amount())
        : budget.limit();
  }
}
