package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds mistakes in a set of valid tasks. */
public final class Linter {
  private static final List<Lint> LINTS =
      List.of(
          new UnreachableTarget(),
          new UnreachableCompletions(),
          new PaidTwice(),
          new UnboundedReward(),
          new RewardAboveBudget(),
          new MissingCancel(),
          new PastSchedule(),
          new ShortSchedule(),
          new EffectiveAfterSchedule(),
          new ConstantCondition(),
          new EmptyRollout());

  private Linter() {}

  /** The names of all lints. */
  public static List<String> codes() {
    return LINTS.stream().map(Lint::code).toList();
  }

  /**
   * All warnings, by task id. Inspects the highest version of each task, unless it is archived.
   *
   * @param tasks a valid set
   * @param now decides which schedules are over
   */
  public static List<Warning> warnings(Collection<Task> tasks, Instant now) {
    LintedSet set = LintedSet.of(tasks, now);
    List<Warning> warnings = new ArrayList<>();
    for (Task task : set.tasks().values()) {
      for (Lint lint : LINTS) {
        for (Violation found : lint.inspect(task, set)) {
          warnings.add(new Warning(lint.code(), task.taskId(), task.version(), found));
        }
      }
    }
    return List.copyOf(warnings);
  }
}
