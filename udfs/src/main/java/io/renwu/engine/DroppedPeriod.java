package io.renwu.engine;

import io.renwu.calendar.PeriodKey;
import io.renwu.model.Progress;
import java.util.List;

/**
 * A period whose state has expired.
 *
 * @param period the period's name
 * @param shadow whether it belonged to the task's shadow
 */
public record DroppedPeriod(String taskId, String period, boolean shadow) {
  /** The key under which a user's progress in the period was written. */
  public String progressKey(String userId) {
    return Progress.key(userId, taskId, period, shadow);
  }

  /** Adds the periods that one state of a task has and the next one lacks. */
  static void add(String taskId, TaskState before, TaskState after, List<DroppedPeriod> to) {
    boolean shadow = before.task() == StateIds.ofShadow(taskId);
    for (PeriodState period : before.periods()) {
      if (after.period(period.period()) == null) {
        to.add(new DroppedPeriod(taskId, PeriodKey.name(period.period()), shadow));
      }
    }
  }
}
