package io.renwu.lint;

import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;

/** A reward that one user can earn without limit in one period, and that no budget bounds. */
final class UnboundedReward implements Lint {
  @Override
  public String code() {
    return "unbounded-reward";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    List<Violation> found = new ArrayList<>();
    if (Completions.perPeriod(task).isEmpty()) {
      for (int i = 0; i < task.rewards().size(); i++) {
        Reward reward = task.rewards().get(i);
        if (task.budgets().stream().noneMatch(budget -> BudgetBounds.bounds(budget, reward))) {
          found.add(
              new Violation(
                  "/rewards/" + i,
                  "a reward that one user can earn without limit",
                  "maxCompletions, or a limit with the entity USER or TASK"));
        }
      }
    }
    return found;
  }
}
