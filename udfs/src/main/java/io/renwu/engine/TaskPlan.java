package io.renwu.engine;

import io.renwu.calendar.Calendars;
import io.renwu.calendar.HourKey;
import io.renwu.calendar.PeriodCalendar;
import io.renwu.calendar.PeriodSpan;
import io.renwu.catalog.CompiledTask;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.Period;
import io.renwu.model.Recurrence;
import io.renwu.model.Task;
import io.renwu.model.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of a task with everything that does not depend on an event. Not thread-safe. */
final class TaskPlan {
  private final CompiledTask compiled;
  private final Task task;
  private final long key;
  private final long[] preconditions;
  private final List<ObjectivePlan> objectives;
  private final boolean carriesSurplus;
  private final Calendars calendars;
  private final @Nullable PeriodCalendar calendar;

  TaskPlan(CompiledTask compiled, Calendars calendars) {
    this.compiled = compiled;
    this.task = compiled.task();
    this.key = isShadow() ? StateIds.ofShadow(task.taskId()) : StateIds.ofTask(task.taskId());
    this.preconditions = task.preconditions().stream().mapToLong(StateIds::ofTask).toArray();
    this.objectives = task.objectives().stream().map(ObjectivePlan::of).toList();
    this.carriesSurplus = repeats() && objectives.size() == 1 && addsUp(objectives.get(0));
    this.calendars = calendars;
    this.calendar = fixedCalendar(task, calendars);
  }

  private static boolean addsUp(ObjectivePlan objective) {
    return objective.function() == Function.COUNT || objective.function() == Function.SUM;
  }

  private static @Nullable PeriodCalendar fixedCalendar(Task task, Calendars calendars) {
    Period period = task.period();
    ZoneId zone = period.zone();
    return period.isEndless() || zone == null ? null : calendars.of(period.unit(), period, zone);
  }

  CompiledTask compiled() {
    return compiled;
  }

  Task task() {
    return task;
  }

  /** {@link StateIds#ofTask}, or that of the task's shadow. */
  long key() {
    return key;
  }

  /** Whether the version is a shadow. */
  boolean isShadow() {
    return task.isShadow();
  }

  List<ObjectivePlan> objectives() {
    return objectives;
  }

  /** Whether what exceeds the target counts towards the next completion. */
  boolean carriesSurplus() {
    return carriesSurplus;
  }

  boolean repeats() {
    return task.recurrence().policy() == Recurrence.Policy.REPEAT;
  }

  /** Whether what was granted is withdrawn when its target is no longer met. */
  boolean withdraws() {
    return task.clawback() == Task.Clawback.FULL;
  }

  /** The period that contains a time, in the event's time zone if the task has none. */
  PeriodSpan span(Instant time, @Nullable String timezone) {
    if (calendar != null) {
      return calendar.at(time);
    }
    return unit(task.period().unit(), time, timezone);
  }

  /** The unit of a limit, a frequency or a streak that an event belongs to. */
  PeriodSpan unit(CalendarUnit unit, Event event) {
    return unit(unit, event.time(), event.timezone());
  }

  private PeriodSpan unit(CalendarUnit unit, Instant time, @Nullable String timezone) {
    return switch (unit) {
      case ALWAYS -> PeriodSpan.ALWAYS;
      case HOUR -> HourKey.at(time, zone(timezone));
      case DAY, WEEK, MONTH -> calendars.of(unit, task.period(), timezone).at(time);
    };
  }

  private ZoneId zone(@Nullable String timezone) {
    ZoneId zone = task.period().zone();
    if (zone != null) {
      return zone;
    }
    return timezone == null ? Zones.UTC : Zones.find(timezone).orElseThrow();
  }

  boolean unlockedFor(UserState state) {
    for (long precondition : preconditions) {
      if (!state.hasCompleted(precondition)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the recurrence allows no further completion.
   *
   * @param lifetimeCompletions of the user
   * @param completions of the user in the period
   */
  boolean isDone(long lifetimeCompletions, long completions) {
    Recurrence recurrence = task.recurrence();
    return switch (recurrence.policy()) {
      case ONCE -> lifetimeCompletions > 0;
      case PER_PERIOD -> completions > 0;
      case REPEAT ->
          recurrence.maxCompletions() != null && completions >= recurrence.maxCompletions();
    };
  }
}
