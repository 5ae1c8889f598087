package io.renwu.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one user's task.
 *
 * @param task {@link StateIds#ofTask}
 * @param completions of the user, in all periods and versions
 * @param closedThrough the latest expired period with a grant, or {@link #NOTHING_CLOSED}: no new
 *     version reopens it or an earlier one
 * @param periods by ascending {@link PeriodState#period}
 * @param usage of user limits and frequency limits
 * @param claims rewards that can be claimed, in the order of completion
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

  /** A state without limits and claims. */
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

  /**
   * Whether an event may be refused because of this state, before any filter is evaluated: as
   * completed, over a limit, or late for a period that expired.
   */
  public boolean mayRefuse() {
    if (completions > 0 || closedThrough != NOTHING_CLOSED || !usage.isEmpty()) {
      return true;
    }
    for (PeriodState period : periods) {
      if (period.completions() > 0) {
        return true;
      }
    }
    return false;
  }

  /** The state of a period; null if it has none. */
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

  /** A copy with another period, completions, usage and claims. */
  TaskState with(
      PeriodState changed,
      long lifetimeCompletions,
      UsageCounts usageAfter,
      List<PendingClaim> claimsAfter) {
    List<PeriodState> with = SortedCopy.with(periods, changed, PeriodState::period);
    return new TaskState(task, lifetimeCompletions, closedThrough, with, usageAfter, claimsAfter);
  }
}
