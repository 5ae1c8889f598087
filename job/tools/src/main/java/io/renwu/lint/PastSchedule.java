package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;

/** A schedule that is over. */
final class PastSchedule implements Lint {
  @Override
  public String code() {
    return "past-schedule";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    return task.schedule().endAt().isAfter(set.now())
        ? List.of()
        : List.of(
            new Violation(
                "/schedule/endAt",
                task.schedule().endAt().toString(),
                "a time after " + set.now()));
  }
}
