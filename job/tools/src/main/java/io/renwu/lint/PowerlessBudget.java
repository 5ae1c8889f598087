package io.renwu.lint;

import io.renwu.model.Budget;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;

/** A reward of which a budget lets not even one be granted: what does not fit whole is refused. */
final class PowerlessBudget implements Lint {
  @Override
  public String code() {
    return "reward-above-budget";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    List<Violation> found = new ArrayList<>();
    look(task, task.rewards(), "/rewards/", found);
    for (int i = 0; i < task.tiers().size(); i++) {
      look(task, task.tiers().get(i).rewards(), "/tiers/" + i + "/rewards/", found);
    }
    return found;
  }

  private static void look(Task task, List<Reward> rewards, String pointer, List<Violation> found) {
    for (int i = 0; i < rewards.size(); i++) {
      Reward reward = rewards.get(i);
      for (Budget budget : task.budgets()) {
        boolean ofReward = reward.rewardId().equals(budget.rewardId());
        if (ofReward && reward.amount().compareTo(budget.limit()) > 0) {
          found.add(
              new Violation(
                  pointer + i,
                  "the amount " + reward.amount().toPlainString(),
                  "at most its budget of "
                      + budget.limit().toPlainString()
                      + ": a grant that does not fit whole is refused"));
        }
      }
    }
  }
}
