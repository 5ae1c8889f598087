package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.LimitUnit;
import io.renwu.model.UserLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one event uses of a user's limits and frequencies: a working copy of {@link UsageCounts}.
 *
 * <p>A unit that ended at least the memory horizon before the event was received counts as used up:
 * what was used of it may have been forgotten.
 */
final class Usage {
  private final TaskPlan plan;
  private final Event event;
  private final Duration memoryHorizon;
  private UsageCounts counts;

  Usage(TaskPlan plan, Event event, Duration memoryHorizon, UsageCounts counts) {
    this.plan = plan;
    this.event = event;
    this.memoryHorizon = memoryHorizon;
    this.counts = counts;
  }

  UsageCounts counts() {
    return counts;
  }

  /** Uses the frequency of an objective once; false where it is used up. */
  boolean takeFrequency(ObjectivePlan objective) {
    FrequencyLimit limit = objective.objective().frequencyLimit();
    if (limit == null) {
      return true;
    }
    Span unit = plan.unit(limit.per(), event);
    if (isForgotten(unit) || counts.of(objective.frequencyOwner(), unit.key()) >= limit.limit()) {
      return false;
    }
    counts = counts.plus(objective.frequencyOwner(), unit.key(), 1);
    return true;
  }

  /**
   * Whether a limit of the user leaves no completion.
   *
   * @param lifetimeCompletions of the user
   */
  boolean isLimitReached(long lifetimeCompletions) {
    for (UserLimit limit : plan.task().userLimits()) {
      if (limit.per() == LimitUnit.TOTAL) {
        if (lifetimeCompletions >= limit.limit()) {
          return true;
        }
      } else {
        Span unit = plan.unit(limit.per(), event);
        if (isForgotten(unit) || counts.of(UsageCounts.COMPLETIONS, unit.key()) >= limit.limit()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Counts a completion; returns the units in which it was counted. */
  List<Long> countCompletion() {
    if (plan.task().userLimits().isEmpty()) {
      return List.of();
    }
    List<Long> units = new ArrayList<>();
    for (UserLimit limit : plan.task().userLimits()) {
      if (limit.per() != LimitUnit.TOTAL) {
        long unit = plan.unit(limit.per(), event).key();
        counts = counts.plus(UsageCounts.COMPLETIONS, unit, 1);
        units.add(unit);
      }
    }
    return units;
  }

  /** Takes a completion back from the units in which it was counted. */
  void giveBack(List<Long> units) {
    for (long unit : units) {
      counts = counts.plus(UsageCounts.COMPLETIONS, unit, -1);
    }
  }

  private boolean isForgotten(Span unit) {
    return !event.receivedAt().isBefore(unit.end().plus(memoryHorizon));
  }
}
