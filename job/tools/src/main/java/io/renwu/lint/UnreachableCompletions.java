package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;
import java.util.OptionalLong;

/**
 * More completions of a period than the user's limits and the frequency limits let be. Where they
 * let none be, the target is the one to be told of.
 */
final class UnreachableCompletions implements Lint {
  @Override
  public String code() {
    return "unreachable-completions";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    Integer wanted = task.recurrence().maxCompletions();
    OptionalLong possible = Completions.possiblePerPeriod(task);
    boolean none = wanted == null || possible.isEmpty() || possible.getAsLong() == 0;
    if (none || possible.getAsLong() >= wanted) {
      return List.of();
    }
    return List.of(
        new Violation(
            "/recurrence/maxCompletions",
            wanted.toString(),
            "at most " + possible.getAsLong() + ": limits let no more be in a period"));
  }
}
