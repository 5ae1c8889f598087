package io.renwu.engine;

import io.renwu.calendar.Calendars;
import io.renwu.calendar.HourKey;
import io.renwu.calendar.PeriodCalendar;
import io.renwu.calendar.PeriodKey;
import io.renwu.catalog.Versions;
import io.renwu.model.Period;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides when parts of a user's state of one task, or of its shadow, expire.
 *
 * <pre>
 * a period   : closed at the latest of end + allowedLateness over all versions of the task; forgotten
 *              then, or a memory horizon later where a cancel event could find something in it
 * a unit of a limit or frequency : forgotten when the last period that reaches into it is closed, at
 *              the latest a memory horizon after its end
 * a claim    : forgotten a memory horizon after it has expired, but not before its period where its
 *              completion can be withdrawn
 * </pre>
 *
 * A period of zone {@code USER} ends last for the westernmost of all offsets. What was paid in a
 * forgotten period leaves {@link TaskState#closedThrough} behind, so that a version published later
 * with more lateness cannot pay it again. A task that was dropped is forgotten at once, and one
 * that the catalog does not know otherwise, never.
 */
final class TaskExpiry {
  static final TaskExpiry NEVER = new TaskExpiry(false);

  /**
   * Of a dropped task and its shadow: everything expires, as for a shadow without a governing
   * version.
   */
  static final TaskExpiry DROPPED = new TaskExpiry(true);

  /** A bound that keeps the arithmetic within the range of {@link Instant}. */
  private static final Duration LONGEST_LATENESS = Duration.ofDays(1_000_000_000);

  /** An upper bound of the difference of two zones plus a day start. */
  private static final Duration ZONES_APART = Duration.ofDays(3);

  private final Map<Integer, Task> versions = new HashMap<>();
  private final List<Closing> closings = new ArrayList<>();
  private final Duration memoryHorizon;
  private final Duration unitsReach;
  private final boolean cancels;
  private final boolean withdraws;
  private final boolean archived;
  private final boolean shadowOver;

  /** Closes the periods of one version. */
  private record Closing(PeriodCalendar calendar, Duration allowedLateness) {
    Instant of(long period) {
      return calendar.end(period).plus(allowedLateness);
    }
  }

  /** Of no version. */
  private TaskExpiry(boolean shadow) {
    this.memoryHorizon = Duration.ZERO;
    this.unitsReach = Duration.ZERO;
    this.cancels = false;
    this.withdraws = false;
    this.archived = false;
    this.shadowOver = shadow;
  }

  /**
   * Collects the rules of a task's versions.
   *
   * @param shadow whether the rules are for the task's shadow
   */
  TaskExpiry(Versions task, boolean shadow, Calendars calendars, Duration memoryHorizon) {
    List<Task> all = task.tasks();
    this.memoryHorizon = memoryHorizon;
    all.forEach(version -> versions.put(version.version(), version));
    Duration reach = Duration.ZERO;
    for (Task version : all) {
      reach = longer(reach, reach(version.period(), memoryHorizon));
      addClosing(version.period(), calendars);
    }
    this.unitsReach = reach.compareTo(memoryHorizon) < 0 ? reach : memoryHorizon;
    this.cancels = task.anyCancels();
    this.withdraws = all.stream().anyMatch(v -> v.clawback() == Task.Clawback.FULL);
    this.archived = task.isArchived();
    this.shadowOver = shadow && !task.hasShadow();
  }

  private void addClosing(Period period, Calendars calendars) {
    if (period.isEndless()) {
      return;
    }
    ZoneId zone = period.zone() == null ? ZoneOffset.MIN : period.zone();
    Closing closing =
        new Closing(calendars.of(period.unit(), period, zone), bounded(period.allowedLateness()));
    if (!closings.contains(closing)) {
      closings.add(closing);
    }
  }

  private static Duration bounded(Duration lateness) {
    return lateness.compareTo(LONGEST_LATENESS) < 0 ? lateness : LONGEST_LATENESS;
  }

  /** The longest time after a unit's end at which an event of that unit may count. */
  private static Duration reach(Period period, Duration memoryHorizon) {
    Duration length =
        switch (period.unit()) {
          case ALWAYS -> memoryHorizon;
          case HOUR, DAY -> Duration.ofDays(1);
          case WEEK -> Duration.ofDays(7);
          case MONTH -> Duration.ofDays(31);
        };
    return length.plus(ZONES_APART).plus(bounded(period.allowedLateness()));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** The state without what has expired; the same instance if nothing has. */
  TaskState expire(TaskState state, Instant receivedBefore) {
    if (shadowOver) {
      return TaskState.begin(state.task());
    }
    List<PeriodState> kept = new ArrayList<>(state.periods().size());
    long closedThrough = state.closedThrough();
    for (PeriodState period : state.periods()) {
      if (isOver(forgetAt(period), receivedBefore)) {
        closedThrough =
            period.hasGrants() ? Math.max(closedThrough, period.period()) : closedThrough;
      } else if (!archived || period.isWithoutProgress()) {
        kept.add(period);
      } else if (period.hasGrants()) {
        kept.add(period.withoutProgress());
      }
    }
    UsageCounts usage =
        state.usage().without(count -> isOver(forgetUnitAt(count.unit()), receivedBefore));
    List<PendingClaim> claims =
        archived
            ? List.of()
            : state.claims().stream()
                .filter(claim -> !isOver(forgetAt(claim, kept), receivedBefore))
                .toList();
    TaskState remaining =
        new TaskState(state.task(), state.completions(), closedThrough, kept, usage, claims);
    return remaining.equals(state) ? state : remaining;
  }

  private static boolean isOver(@Nullable Instant forgetAt, Instant receivedBefore) {
    return forgetAt != null && !forgetAt.isAfter(receivedBefore);
  }

  /** The earliest moment at which {@link #expire} changes a state, or null for never. */
  @Nullable Instant next(TaskState state) {
    if (shadowOver) {
      return state.isEmpty() ? null : Instant.EPOCH;
    }
    Instant next = null;
    for (PeriodState period : state.periods()) {
      next = earlier(next, archivedOr(!period.isWithoutProgress(), forgetAt(period)));
    }
    for (UsageCounts.Count count : state.usage().counts()) {
      next = earlier(next, forgetUnitAt(count.unit()));
    }
    for (PendingClaim claim : state.claims()) {
      next = earlier(next, archivedOr(true, forgetAt(claim, state.periods())));
    }
    return next;
  }

  private @Nullable Instant archivedOr(boolean droppedByArchive, @Nullable Instant otherwise) {
    return archived && droppedByArchive ? Instant.EPOCH : otherwise;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  private @Nullable Instant forgetAt(PeriodState period) {
    Instant closing = closing(period.period());
    return closing != null && cancels && period.isCancellable()
        ? closing.plus(memoryHorizon)
        : closing;
  }

  /** The receipt time from which events of a period are late; null for never. */
  private @Nullable Instant closing(long period) {
    Instant latest = null;
    if (period != PeriodKey.ALWAYS) {
      for (Closing closing : closings) {
        Instant end = closing.of(period);
        latest = latest == null || end.isAfter(latest) ? end : latest;
      }
    }
    return latest;
  }

  private @Nullable Instant forgetUnitAt(long unit) {
    return versions.isEmpty() ? null : latestEnd(unit).plus(unitsReach);
  }

  /** The latest end of a unit over all zones and day starts. */
  private static Instant latestEnd(long unit) {
    return HourKey.isHour(unit)
        ? HourKey.end(unit)
        : PeriodKey.firstDate(PeriodKey.next(unit)).atTime(LocalTime.MAX).toInstant(ZoneOffset.MIN);
  }

  /** Expires just after the last moment at which the claim is valid. */
  private @Nullable Instant forgetAt(PendingClaim claim, List<PeriodState> held) {
    Task version = versions.get(claim.version());
    boolean withdrawable =
        withdraws && held.stream().anyMatch(period -> period.period() == claim.period());
    if (version == null || withdrawable) {
      return null;
    }
    Reward reward = GrantFactory.rewards(version, claim.tier()).get(claim.reward());
    Instant last = ClaimEvaluation.forgetAt(claim, reward, memoryHorizon);
    return last == null ? null : last.plusNanos(1);
  }
}
