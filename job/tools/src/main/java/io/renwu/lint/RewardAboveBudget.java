package io.renwu.lint;

import io.renwu.model.Budget;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A reward larger than its budget: a grant that does not fit into the budget is refused. */
final class RewardAboveBudget implements Lint {
  @Override
  public String code() {
    return "reward-above-budget";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    List<Violation> found = new ArrayList<>();
    check(task, task.rewards(), "/rewards/", found);
    for (int i = 0; i < task.tiers().size(); i++) {
      check(task, task.tiers().get(i).rewards(), "/tiers/" + i + "/rewards/", found);
    }
    return found;
  }

  private static void check(
      Task task, List<Reward> rewards, String pointer, List<Violation> found) {
    for (int i = 0; i < rewards.size(); i++) {
      Reward reward = rewards.get(i);
      BigDecimal amount = BudgetBounds.amount(reward);
      for (Budget budget : task.budgets()) {
        boolean ofReward = Objects.equals(budget.rewardId(), reward.rewardId());
        if (ofReward && amount.compareTo(budget.limit()) > 0) {
          found.add(
              new Violation(
                  pointer + i,
                  "the amount " + amount.toPlainString(),
                  "at most its budget of "
                      + budget.limit().toPlainString()
                      + ": a grant that does not fit into the budget is refused"));
        }
      }
    }
  }
}
