package io.renwu.lint;

import io.renwu.model.Audience;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;

/** A rollout to no user; a task that should not run is {@code PAUSED}. */
final class EmptyRollout implements Lint {
  @Override
  public String code() {
    return "empty-rollout";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    Audience.Rollout rollout = task.audience().rollout();
    return rollout == null || rollout.basisPoints() > 0
        ? List.of()
        : List.of(
            new Violation("/audience/rollout/percent", "0", "more than 0, or the status PAUSED"));
  }
}
