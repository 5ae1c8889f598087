package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code maxCompletions} that exceeds what the user limits and frequency limits allow in one
 * period. Where they allow none, {@link UnreachableTarget} reports the target instead.
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
    if (wanted == null || possible.isEmpty()) {
      return List.of();
    }
    long most = possible.getAsLong();
    return most == 0 || most >= wanted
        ? List.of()
        : List.of(
            new Violation(
                "/recurrence/maxCompletions",
                wanted.toString(),
                "at most " + most + ": the limits allow no more in a period"));
  }
}
