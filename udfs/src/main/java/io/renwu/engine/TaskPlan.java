package io.renwu.engine;

import io.renwu.model.Aggregation.Function;
import io.renwu.model.Event;
import io.renwu.model.Period.Unit;
import io.renwu.model.Recurrence;
import io.renwu.model.Task;
import io.renwu.rules.CompiledTask;
import java.util.List;

/** A version of a task with all that can be computed before the first event. For one thread. */
final class TaskPlan {
  private final CompiledTask compiled;
  private final Task task;
  private final long key;
  private final long[] preconditions;
  private final List<ObjectivePlan> objectives;
  private final boolean carriesSurplus;
  private final Calendars calendars;
  private final PeriodCalendar calendar;

  TaskPlan(CompiledTask compiled, Calendars calendars) {
    this.compiled = compiled;
    this.task = compiled.task();
    this.key = Identity.ofTask(task.taskId());
    this.preconditions = task.preconditions().stream().mapToLong(Identity::ofTask).toArray();
    this.objectives = task.objectives().stream().map(ObjectivePlan::of).toList();
    this.carriesSurplus =
        task.recurrence().policy() == Recurrence.Policy.REPEAT
            && objectives.size() == 1
            && objectives.get(0).function() != Function.COUNT_DISTINCT;
    this.calendars = calendars;
    this.calendar = fixedCalendar(task, calendars);
  }

  private static PeriodCalendar fixedCalendar(Task task, Calendars calendars) {
    boolean fixed = task.period().unit() != Unit.NONE && task.period().zone() != null;
    return fixed ? calendars.of(task.period(), task.period().zone()) : null;
  }

  CompiledTask compiled() {
    return compiled;
  }

  Task task() {
    return task;
  }

  /** {@link Identity#ofTask}. */
  long key() {
    return key;
  }

  List<ObjectivePlan> objectives() {
    return objectives;
  }

  /** Whether what exceeds the target counts towards the next completion. */
  boolean carriesSurplus() {
    return carriesSurplus;
  }

  /** Whether nothing counts in a period, for good, once the task was completed in it. */
  boolean completesOnce() {
    return task.recurrence().policy() != Recurrence.Policy.REPEAT;
  }

  /** The period that an event belongs to. */
  Span span(Event event) {
    if (calendar != null) {
      return calendar.at(event.time());
    }
    return task.period().unit() == Unit.NONE
        ? Span.ALWAYS
        : calendars.of(task.period(), event.timezone()).at(event.time());
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
   * Whether the recurrence leaves nothing to do.
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
