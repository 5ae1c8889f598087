package io.renwu.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user's way with one task.
 *
 * @param task {@link StateIds#ofTask}
 * @param completions in the user's whole life, whatever the version
 * @param closedThrough the latest period in which something was paid and which was forgotten since,
 *     or {@link #NOTHING_CLOSED}: no edit of the task opens it, or one before it, again
 * @param periods by ascending {@link PeriodState#period}
 * @param usage of limits and frequencies, in the versions that have any
 * @param claims what waits to be claimed, in the order of completion
 */
public record TaskState(
    long task,
    long completions,
    long closedThrough,
    List<PeriodState> periods,
    UsageCounts usage,
    List<PendingClaim> claims) {
  public static final long NOTHING_CLOSED = Long.MIN_VALUE;

  public TaskState {
    periods = List.copyOf(periods);
    claims = List.copyOf(claims);
  }

  /** A way without limits and claims. */
  public TaskState(long task, long completions, long closedThrough, List<PeriodState> periods) {
    this(task, completions, closedThrough, periods, UsageCounts.NONE, List.of());
  }

  static TaskState begin(long task) {
    return new TaskState(task, 0, NOTHING_CLOSED, List.of());
  }

  boolean isEmpty() {
    return completions == 0
        && closedThrough == NOTHING_CLOSED
        && periods.isEmpty()
        && usage.isEmpty()
        && claims.isEmpty();
  }

  /** The state of a period, or null where the user has done nothing in it. */
  @Nullable PeriodState period(long key) {
    for (int i = periods.size() - 1; i >= 0; i--) {
      if (periods.get(i).period() == key) {
        return periods.get(i);
      }
    }
    return null;
  }

  TaskState with(List<PendingClaim> changed) {
    return new TaskState(task, completions, closedThrough, periods, usage, changed);
  }

  /** With a period, and with what was granted in all. */
  TaskState with(
      PeriodState changed,
      long lifetimeCompletions,
      UsageCounts usageAfter,
      List<PendingClaim> claimsAfter) {
    List<PeriodState> with = SortedCopy.with(periods, changed, PeriodState::period);
    return new TaskState(task, lifetimeCompletions, closedThrough, with, usageAfter, claimsAfter);
  }
}
