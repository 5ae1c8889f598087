package io.renwu.engine;

import io.renwu.calendar.PeriodSpan;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.UserLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A working copy of {@link UsageCounts} for one event.
 *
 * <p>A unit that ended at least the memory horizon before the event's receipt counts as used up,
 * since its count may have expired.
 */
final class LimitUsage {
  private final TaskPlan plan;
  private final LimitedUnits units;
  private final Event event;
  private final Duration memoryHorizon;
  private UsageCounts counts;

  LimitUsage(TaskContext taskContext) {
    this.plan = taskContext.plan();
    this.units = taskContext.units();
    this.event = taskContext.event();
    this.memoryHorizon = taskContext.shared().memoryHorizon();
    this.counts = taskContext.state().usage();
  }

  UsageCounts counts() {
    return counts;
  }

  /** Counts one event towards an objective's frequency limit; false if the limit is reached. */
  boolean countEvent(ObjectivePlan objective) {
    FrequencyLimit limit = objective.objective().frequencyLimit();
    if (limit != null && isUsedUp(objective, limit)) {
      return false;
    }
    for (CalendarUnit per : units.of(objective)) {
      counts = counts.plus(objective.frequencyOwner(), plan.unit(per, event).key(), 1);
    }
    return true;
  }

  private boolean isUsedUp(ObjectivePlan objective, FrequencyLimit limit) {
    PeriodSpan unit = plan.unit(limit.per(), event);
    return isForgotten(unit) || counts.of(objective.frequencyOwner(), unit.key()) >= limit.limit();
  }

  /**
   * Whether a user limit allows no further completion.
   *
   * @param lifetimeCompletions of the user
   */
  boolean isLimitReached(long lifetimeCompletions) {
    for (UserLimit limit : plan.task().userLimits()) {
      if (limit.per() == CalendarUnit.ALWAYS) {
        if (lifetimeCompletions >= limit.limit()) {
          return true;
        }
      } else {
        PeriodSpan unit = plan.unit(limit.per(), event);
        if (isForgotten(unit) || counts.of(UsageCounts.COMPLETIONS, unit.key()) >= limit.limit()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Counts a completion; returns the units in which it was counted. */
  List<Long> countCompletion() {
    if (units.completions().isEmpty()) {
      return List.of();
    }
    List<Long> counted = new ArrayList<>();
    for (CalendarUnit per : units.completions()) {
      long unit = plan.unit(per, event).key();
      counts = counts.plus(UsageCounts.COMPLETIONS, unit, 1);
      counted.add(unit);
    }
    return counted;
  }

  /** Subtracts a completion from the units in which it was counted. */
  void giveBack(List<Long> counted) {
    for (long unit : counted) {
      counts = counts.plus(UsageCounts.COMPLETIONS, unit, -1);
    }
  }

  private boolean isForgotten(PeriodSpan unit) {
    return !event.receivedAt().isBefore(unit.end().plus(memoryHorizon));
  }
}
