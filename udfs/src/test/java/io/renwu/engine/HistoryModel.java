package io.renwu.engine;

import io.renwu.engine.PeriodModel.Place;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Grant;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All that ever happened to one user; nothing is compact and nothing is forgotten. */
final class HistoryModel {
  /** By event id, when the event was received that the later ones repeat. */
  final Map<String, Instant> firstReceived = new HashMap<>();

  final Map<Place, PeriodModel> periods = new HashMap<>();
  final List<Award> awards = new ArrayList<>();
  private final List<Completion> completions = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();

  /** That a task was completed. */
  private record Completion(Place place, Map<CalendarUnit, String> units) {}

  /** That an event counted for an objective. */
  private record Use(Place place, String objective, Map<CalendarUnit, String> units) {}

  /** One grant for a completion or a tier, and what became of it. */
  static final class Award {
    final Place place;
    final Grant grant;
    final Reward reward;
    boolean claimed;
    boolean withdrawn;

    Award(Place place, Grant grant, Reward reward) {
      this.place = place;
      this.grant = grant;
      this.reward = reward;
    }

    /** Whether the user may still ask for it, if it is not too late. */
    boolean waits() {
      return isClaimed(reward) && !claimed && !withdrawn;
    }
  }

  static boolean isClaimed(Reward reward) {
    return reward.delivery() == Reward.Delivery.CLAIM;
  }

  void complete(Place place, Event event, Task task) {
    completions.add(new Completion(place, units(event, task.period())));
  }

  /** "The completion counts no more." */
  void withdrawLastCompletion(Place place) {
    for (int i = completions.size() - 1; i >= 0; i--) {
      if (completions.get(i).place().equals(place)) {
        completions.remove(i);
        return;
      }
    }
    throw new IllegalStateException("no completion in " + place);
  }

  int completions(Place place) {
    return (int) completions.stream().filter(c -> c.place().equals(place)).count();
  }

  boolean everCompleted(Place anyPeriod) {
    return completions.stream().anyMatch(c -> sameWorld(c.place(), anyPeriod));
  }

  /** "Task ids that this user must have completed at least once"; a shadow's unlock nothing. */
  Set<String> completedTasks() {
    Set<String> tasks = new TreeSet<>();
    completions.stream()
        .filter(c -> !c.place().shadow())
        .forEach(c -> tasks.add(c.place().taskId()));
    return tasks;
  }

  /**
   * "Entity USER: the user's completions of this task in a calendar unit DAY, WEEK, MONTH or
   * TOTAL."
   */
  boolean limitReached(Task task, Place place, Event event) {
    return task.userLimits().stream()
        .anyMatch(limit -> used(limit, task, place, event) >= limit.limit());
  }

  private long used(UserLimit limit, Task task, Place place, Event event) {
    String unit = unit(limit.per(), event, task.period());
    return completions.stream()
        .filter(c -> sameWorld(c.place(), place))
        .filter(c -> c.units().get(limit.per()).equals(unit))
        .count();
  }

  void use(Place place, Objective objective, Event event, Period calendar) {
    uses.add(new Use(place, objective.id(), units(event, calendar)));
  }

  /**
   * "At most limit events of this objective count for a user in each calendar HOUR, DAY or WEEK,
   * whatever the task's periods, rounds and versions."
   */
  boolean frequencyUsedUp(Task task, Place place, Objective objective, Event event) {
    FrequencyLimit limit = objective.frequencyLimit();
    if (limit == null) {
      return false;
    }
    String unit = unit(limit.per(), event, task.period());
    return uses.stream()
            .filter(u -> sameWorld(u.place(), place) && u.objective().equals(objective.id()))
            .filter(u -> u.units().get(limit.per()).equals(unit))
            .count()
        >= limit.limit();
  }

  /** The names of the units that hold an event, as its own version's calendar has them. */
  private static Map<CalendarUnit, String> units(Event event, Period calendar) {
    Map<CalendarUnit, String> names = new EnumMap<>(CalendarUnit.class);
    for (CalendarUnit unit : CalendarUnit.values()) {
      names.put(unit, unit(unit, event, calendar));
    }
    return names;
  }

  private static String unit(CalendarUnit unit, Event event, Period calendar) {
    return CalendarModel.find(unit, calendar, event.time(), event.timezone()).name();
  }

  /** Tiers that are granted and stand. */
  int tiers(Place place) {
    return (int)
        awards.stream()
            .filter(a -> a.place.equals(place) && !a.withdrawn && a.grant.tier() != null)
            .map(a -> a.grant.tier())
            .distinct()
            .count();
  }

  /** "Reaching the target again grants anew with the next attempt." */
  int nextAttempt(Place place, long completion, Integer tier) {
    return awards.stream()
            .filter(a -> a.place.equals(place) && a.grant.completion() == completion)
            .filter(a -> tier == null ? a.grant.tier() == null : tier.equals(a.grant.tier()))
            .mapToInt(a -> a.grant.key().attempt())
            .max()
            .orElse(0)
        + 1;
  }

  /** The same task in the same world. */
  static boolean sameWorld(Place one, Place other) {
    return one.taskId().equals(other.taskId()) && one.shadow() == other.shadow();
  }
}
