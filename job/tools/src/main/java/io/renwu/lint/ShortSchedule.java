package io.renwu.lint;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;
import java.util.Locale;

/** A schedule that contains no whole period. */
final class ShortSchedule implements Lint {
  @Override
  public String code() {
    return "short-schedule";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    CalendarUnit period = task.period().unit();
    return Units.fits(period, task.schedule(), task.period())
        ? List.of()
        : List.of(
            new Violation(
                "/schedule",
                task.schedule().startAt() + " to " + task.schedule().endAt(),
                "a schedule that contains a whole period, a "
                    + period.name().toLowerCase(Locale.ROOT)));
  }
}
