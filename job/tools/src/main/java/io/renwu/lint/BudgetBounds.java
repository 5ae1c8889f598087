package io.renwu.lint;

import io.renwu.model.Budget;
import io.renwu.model.Reward;
import java.math.BigDecimal;
import java.util.Objects;

/** Computes how budgets bound rewards. */
final class BudgetBounds {
  private BudgetBounds() {}

  /** Whether a budget bounds how much of a completion's reward is granted. */
  static boolean bounds(Budget budget, Reward reward) {
    return budget.metric() == Budget.Metric.COMPLETIONS
        || Objects.equals(budget.rewardId(), reward.rewardId());
  }

  /** The most of a reward that a budget allows in one of the budget's calendar units. */
  static BigDecimal most(Budget budget, Reward reward) {
    return budget.metric() == Budget.Metric.COMPLETIONS
        ? budget.limit().multiply(amount(reward))
        : budget.limit();
  }

  static BigDecimal amount(Reward reward) {
    return Objects.requireNonNull(reward.amount(), "a reward of a document has an amount");
  }
}
