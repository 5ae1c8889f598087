package io.renwu.reconcile;

import io.renwu.calendar.Calendars;
import io.renwu.model.Aggregation;
import io.renwu.model.Behaviors;
import io.renwu.model.Budget;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Recurrence;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import io.renwu.model.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes from when on events are needed to know what the events of a window earned.
 *
 * <pre>
 * since(task) = the beginning of time, if a part of the task has no end: unit NONE, ONCE, a TOTAL
 *               limit or budget, preconditions;
 *               else the earliest beginning of the units (period, limits, budgets, frequencies,
 *               streaks) that contain the window's begin, minus the de-duplication horizon
 * </pre>
 */
public final class LookbackSpan {
  /** A day in a user's zone may begin a day earlier than in UTC, plus the day start. */
  private static final Duration ZONES_APART = Duration.ofDays(2);

  private final TreeMap<String, List<Task>> versions;
  private final Duration deduplicationHorizon;
  private final Calendars calendars = new Calendars();

  /**
   * Computes the spans of tasks.
   *
   * @param tasks all accepted versions
   */
  public LookbackSpan(Collection<Task> tasks, Duration deduplicationHorizon) {
    this.versions = new TreeMap<>(tasks.stream().collect(Collectors.groupingBy(Task::taskId)));
    this.deduplicationHorizon = deduplicationHorizon;
  }

  /**
   * The events that a task needs.
   *
   * @param since the earliest event time; {@link Instant#MIN} for all events
   * @param why the reason why it needs all events; null if it does not
   * @param behaviors the behaviors whose events it needs
   */
  public record Need(String taskId, Instant since, @Nullable String why, Set<String> behaviors) {
    /** Whether it needs all events. */
    public boolean needsAllEvents() {
      return since.equals(Instant.MIN);
    }
  }

  /** The needs of a window's tasks, by task. A task whose versions are all archived has none. */
  public List<Need> needs(TimeWindow window) {
    return versions.entrySet().stream()
        .filter(task -> window.includesTask(task.getKey()))
        .map(task -> notArchived(task.getValue()))
        .filter(tasks -> !tasks.isEmpty())
        .map(tasks -> need(tasks, window.from()))
        .toList();
  }

  private static List<Task> notArchived(List<Task> versions) {
    return versions.stream().filter(task -> task.status() != Task.Status.ARCHIVED).toList();
  }

  private Need need(List<Task> tasks, Instant from) {
    String taskId = tasks.get(0).taskId();
    Set<String> behaviors = new TreeSet<>();
    addBehaviors(taskId, behaviors, new HashSet<>());
    String why =
        tasks.stream()
            .map(LookbackSpan::reasonForAll)
            .filter(reason -> reason != null)
            .findFirst()
            .orElse(null);
    if (why != null) {
      return new Need(taskId, Instant.MIN, why, behaviors);
    }
    Instant since = from;
    for (Task task : tasks) {
      Instant begin = begin(task, from);
      since = begin.isBefore(since) ? begin : since;
    }
    return new Need(taskId, since.minus(deduplicationHorizon), null, behaviors);
  }

  private void addBehaviors(String taskId, Set<String> behaviors, Set<String> seen) {
    if (!seen.add(taskId)) {
      return;
    }
    for (Task task : versions.getOrDefault(taskId, List.of())) {
      for (Objective objective : task.objectives()) {
        behaviors.addAll(objective.behaviors());
        behaviors.addAll(objective.cancelBehaviors());
      }
      if (task.claims()) {
        behaviors.add(Behaviors.CLAIM);
      }
      task.preconditions().forEach(other -> addBehaviors(other, behaviors, seen));
    }
  }

  /** The reason why a task needs all events; null if it does not. */
  private static @Nullable String reasonForAll(Task task) {
    if (!task.preconditions().isEmpty()) {
      return "it has preconditions";
    }
    if (task.period().isEndless()) {
      return "its period has no end";
    }
    if (task.recurrence().policy() == Recurrence.Policy.ONCE) {
      return "it can be completed only once";
    }
    boolean total =
        Stream.concat(
                task.userLimits().stream().map(UserLimit::per),
                task.budgets().stream().map(Budget::per))
            .anyMatch(per -> per == CalendarUnit.ALWAYS);
    return total ? "it has a limit over all time" : null;
  }

  private Instant begin(Task task, Instant from) {
    Period period = task.period();
    ZoneId zone = period.zone() == null ? Zones.UTC : period.zone();
    Instant begin = from;
    for (CalendarUnit unit : units(task)) {
      Instant beginOfUnit = calendars.of(unit, period, zone).at(from).begin();
      begin = beginOfUnit.isBefore(begin) ? beginOfUnit : begin;
    }
    return period.zone() == null ? begin.minus(ZONES_APART) : begin;
  }

  /** The calendar units of a task without endless ones, with days instead of hours. */
  private static Set<CalendarUnit> units(Task task) {
    Set<CalendarUnit> units = EnumSet.of(task.period().unit());
    task.userLimits().forEach(limit -> units.add(limit.per()));
    task.budgets().forEach(budget -> units.add(budget.per()));
    for (Objective objective : task.objectives()) {
      if (objective.frequencyLimit() != null) {
        CalendarUnit per = objective.frequencyLimit().per();
        units.add(per == CalendarUnit.HOUR ? CalendarUnit.DAY : per);
      }
      if (objective.aggregation().function() == Aggregation.Function.STREAK) {
        units.add(objective.aggregation().unit());
      }
    }
    return units;
  }

  /**
   * The earliest begin of a window for which the events from a moment on suffice: the latest end of
   * the units that contain the moment plus the de-duplication horizon. Null where the task needs
   * all events.
   */
  public @Nullable Instant reliableFrom(String taskId, Instant firstEvent) {
    Instant reliable = Instant.MIN;
    for (Task task : notArchived(versions.getOrDefault(taskId, List.of()))) {
      if (reasonForAll(task) != null) {
        return null;
      }
      ZoneId zone = task.period().zone() == null ? Zones.UTC : task.period().zone();
      Instant needed = firstEvent.plus(deduplicationHorizon);
      needed = task.period().zone() == null ? needed.plus(ZONES_APART) : needed;
      for (CalendarUnit unit : units(task)) {
        Instant end = calendars.of(unit, task.period(), zone).at(needed).end();
        reliable = end.isAfter(reliable) ? end : reliable;
      }
    }
    return reliable;
  }
}
