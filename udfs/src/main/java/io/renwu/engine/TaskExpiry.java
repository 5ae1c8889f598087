package io.renwu.engine;

import io.renwu.model.Period;
import io.renwu.model.Period.Unit;
import io.renwu.model.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * When a user's way with one task may be forgotten.
 *
 * <p>A period is closed at the latest of {@code end + allowedLateness} over all versions of the
 * task. A period of zone {@code USER} ends last for the westernmost of all offsets. What was paid
 * in a forgotten period leaves {@link TaskState#closedThrough} behind, so that a version published
 * later with more lateness cannot pay it again. A task that the catalog does not know is never
 * forgotten.
 *
 * @param archived whether no event is governed by a version that is not archived
 * @param closings one for each calendar and lateness among the versions
 */
record TaskExpiry(boolean archived, List<Closing> closings) {
  static final TaskExpiry NEVER = new TaskExpiry(false, List.of());

  /** A bound that keeps the arithmetic within the range of {@link Instant}. */
  private static final Duration LONGEST_LATENESS = Duration.ofDays(1_000_000_000);

  /** How one version closes its periods. */
  record Closing(PeriodCalendar calendar, Duration allowedLateness) {
    Instant of(long period) {
      return calendar.end(period).plus(allowedLateness);
    }
  }

  /**
   * Looks through a task's versions.
   *
   * @param versions all of one task, ascending
   */
  static TaskExpiry of(List<Task> versions, Calendars calendars) {
    List<Closing> closings = new ArrayList<>();
    for (Task version : versions) {
      Period period = version.period();
      if (period.unit() != Unit.NONE) {
        ZoneId zone = period.zone() == null ? ZoneOffset.MIN : period.zone();
        Duration lateness = period.allowedLateness();
        Closing closing =
            new Closing(
                calendars.of(period, zone),
                lateness.compareTo(LONGEST_LATENESS) < 0 ? lateness : LONGEST_LATENESS);
        if (!closings.contains(closing)) {
          closings.add(closing);
        }
      }
    }
    return new TaskExpiry(governsNothingActive(versions), closings);
  }

  /** A version governs nothing if a higher one is effective as early. */
  private static boolean governsNothingActive(List<Task> versions) {
    Instant higherEffectiveAt = Instant.MAX;
    for (int i = versions.size() - 1; i >= 0; i--) {
      Task version = versions.get(i);
      boolean governs = version.effectiveAt().isBefore(higherEffectiveAt);
      if (governs && version.status() != Task.Status.ARCHIVED) {
        return false;
      }
      higherEffectiveAt = governs ? version.effectiveAt() : higherEffectiveAt;
    }
    return true;
  }

  /** What remains of a state; the same instance if that is all of it. */
  TaskState expire(TaskState state, Instant receivedBefore) {
    List<PeriodState> kept = new ArrayList<>(state.periods().size());
    long closedThrough = state.closedThrough();
    boolean changed = false;
    for (PeriodState period : state.periods()) {
      Instant closing = closing(period.period());
      if (closing != null && !closing.isAfter(receivedBefore)) {
        closedThrough = period.paid() ? Math.max(closedThrough, period.period()) : closedThrough;
        changed = true;
      } else if (archived && !period.objectives().isEmpty()) {
        changed = true;
        if (period.paid()) {
          kept.add(period.withoutProgress());
        }
      } else {
        kept.add(period);
      }
    }
    return changed ? new TaskState(state.task(), state.completions(), closedThrough, kept) : state;
  }

  /** The earliest moment at which {@link #expire} changes a state, or null for never. */
  Instant next(TaskState state) {
    Instant next = null;
    for (PeriodState period : state.periods()) {
      Instant closing =
          archived && !period.objectives().isEmpty() ? Instant.EPOCH : closing(period.period());
      if (closing != null && (next == null || closing.isBefore(next))) {
        next = closing;
      }
    }
    return next;
  }

  /** The moment from which on whatever is received for a period is late, or null for never. */
  private Instant closing(long period) {
    Instant latest = null;
    if (period != PeriodKey.NONE) {
      for (Closing closing : closings) {
        Instant end = closing.of(period);
        latest = latest == null || end.isAfter(latest) ? end : latest;
      }
    }
    return latest;
  }
}
