package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;

/** A version that begins to govern only after its schedule. */
final class EffectiveAfterSchedule implements Lint {
  @Override
  public String code() {
    return "effective-after-schedule";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    return task.effectiveAt().isBefore(task.schedule().endAt())
        ? List.of()
        : List.of(
            new Violation(
                "/effectiveAt",
                task.effectiveAt().toString(),
                "a time before the schedule's end, " + task.schedule().endAt()));
  }
}
