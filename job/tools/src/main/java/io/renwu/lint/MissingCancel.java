package io.renwu.lint;

import io.renwu.model.Aggregation.Function;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import io.renwu.model.Task.Clawback;
import io.renwu.model.Task.Completion;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An objective without cancel behaviors that counts a behavior for which another objective has
 * cancel behaviors. Leaves out objectives that one event completes: to cancel it changes nothing.
 */
final class MissingCancel implements Lint {
  @Override
  public String code() {
    return "missing-cancel";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    List<Violation> found = new ArrayList<>();
    for (int i = 0; i < task.objectives().size(); i++) {
      Objective objective = task.objectives().get(i);
      if (canBeCancelled(task, objective) && objective.cancelBehaviors().isEmpty()) {
        Set<String> known = cancelBehaviors(objective, set);
        if (!known.isEmpty()) {
          found.add(
              new Violation(
                  "/objectives/" + i + "/cancelBehaviors", "nothing", String.join(", ", known)));
        }
      }
    }
    return found;
  }

  private static boolean canBeCancelled(Task task, Objective objective) {
    Function function = objective.aggregation().function();
    boolean byOneEvent =
        function != Function.SUM && objective.target().compareTo(BigDecimal.ONE) <= 0;
    boolean alone = task.objectives().size() == 1 || task.completion() == Completion.ANY;
    boolean completesAtOnce =
        byOneEvent && alone && !task.tiered() && task.clawback() == Clawback.NONE;
    return function != Function.MAX && !completesAtOnce;
  }

  /**
   * The behaviors that cancel one of the objective's behaviors, each with the task that says so.
   */
  private static Set<String> cancelBehaviors(Objective objective, LintedSet set) {
    Set<String> known = new TreeSet<>();
    for (Task task : set.tasks().values()) {
      for (Objective other : task.objectives()) {
        if (other.behaviors().stream().anyMatch(objective.behaviors()::contains)) {
          other
              .cancelBehaviors()
              .forEach(
                  behavior -> known.add("\"" + behavior + "\" as in the task " + task.taskId()));
        }
      }
    }
    return known;
  }
}
