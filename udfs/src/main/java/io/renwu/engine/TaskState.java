package io.renwu.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * One user's way with one task.
 *
 * @param task {@link Identity#ofTask}
 * @param completions in the user's whole life, whatever the version
 * @param closedThrough the latest period in which something was paid and which was forgotten since,
 *     or {@link #NOTHING_CLOSED}: no edit of the task opens it, or one before it, again
 * @param periods by ascending {@link PeriodState#period}
 */
public record TaskState(
    long task, long completions, long closedThrough, List<PeriodState> periods) {
  public static final long NOTHING_CLOSED = Long.MIN_VALUE;

  public TaskState {
    periods = List.copyOf(periods);
  }

  static TaskState begin(long task) {
    return new TaskState(task, 0, NOTHING_CLOSED, List.of());
  }

  boolean isEmpty() {
    return completions == 0 && closedThrough == NOTHING_CLOSED && periods.isEmpty();
  }

  /** The state of a period, or null where the user has done nothing in it. */
  PeriodState period(long key) {
    for (int i = periods.size() - 1; i >= 0; i--) {
      if (periods.get(i).period() == key) {
        return periods.get(i);
      }
    }
    return null;
  }

  TaskState with(PeriodState changed, long lifetimeCompletions) {
    List<PeriodState> with = new ArrayList<>(periods.size() + 1);
    boolean placed = false;
    for (PeriodState period : periods) {
      if (!placed && period.period() >= changed.period()) {
        with.add(changed);
        placed = true;
      }
      if (period.period() != changed.period()) {
        with.add(period);
      }
    }
    if (!placed) {
      with.add(changed);
    }
    return new TaskState(task, lifetimeCompletions, closedThrough, with);
  }
}
