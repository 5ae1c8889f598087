package io.renwu.lint;

import io.renwu.condition.ConditionFacts;
import io.renwu.model.Audience;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Reward;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import io.renwu.model.Task.Completion;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two tasks that pay the same type of reward for one behavior in the same calendar: each is active,
 * that behavior alone completes it, their schedules overlap, and one event may satisfy the
 * conditions of both. Reported for the task with the higher id.
 */
final class PaidTwice implements Lint {
  @Override
  public String code() {
    return "paid-twice";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    List<Violation> found = new ArrayList<>();
    for (Task other : set.tasks().headMap(task.taskId()).values()) {
      if (mayPayTogether(task, other, set)) {
        sharedObjective(task, other).ifPresent(i -> found.add(violation(task, i, other)));
      }
    }
    return found;
  }

  private static Violation violation(Task task, int objective, Task other) {
    String behaviors = String.join(", ", task.objectives().get(objective).behaviors());
    return new Violation(
        "/objectives/" + objective + "/behaviors",
        behaviors + ", for which task " + other.taskId() + " also pays in the same period",
        "conditions, schedules or audiences that separate the two tasks");
  }

  private static boolean mayPayTogether(Task one, Task other, LintedSet set) {
    return pays(one)
        && pays(other)
        && isSameCalendar(one.period(), other.period())
        && overlap(one.schedule(), other.schedule())
        && !follows(one, other, set)
        && !follows(other, one, set)
        && rewardTypes(one).stream().anyMatch(rewardTypes(other)::contains);
  }

  private static boolean pays(Task task) {
    Audience.Rollout rollout = task.audience().rollout();
    return task.status() == Task.Status.ACTIVE && (rollout == null || rollout.basisPoints() > 0);
  }

  private static boolean isSameCalendar(Period one, Period other) {
    return one.unit() == other.unit()
        && (one.isEndless()
            || (one.dayStart().equals(other.dayStart())
                && Objects.equals(one.zone(), other.zone())));
  }

  private static boolean overlap(Schedule one, Schedule other) {
    return one.startAt().isBefore(other.endAt()) && other.startAt().isBefore(one.endAt());
  }

  /** Whether a task is open only to users who completed the other one, which then pays no more. */
  private static boolean follows(Task task, Task before, LintedSet set) {
    boolean paysOnce =
        before.recurrence().policy() == Policy.ONCE
            || (before.period().isEndless() && before.recurrence().policy() == Policy.PER_PERIOD);
    return paysOnce && leadsTo(task, before.taskId(), set, new HashSet<>());
  }

  private static boolean leadsTo(Task task, String wanted, LintedSet set, Set<String> seen) {
    for (String id : task.preconditions()) {
      Task next = set.tasks().get(id);
      boolean leads =
          id.equals(wanted) || (seen.add(id) && next != null && leadsTo(next, wanted, set, seen));
      if (leads) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> rewardTypes(Task task) {
    return task.allRewards().map(Reward::type).collect(Collectors.toSet());
  }

  /** The first objective that an event may satisfy together with one of the other task. */
  private static Optional<Integer> sharedObjective(Task task, Task other) {
    for (int i = 0; i < task.objectives().size(); i++) {
      for (Objective theirs : completingAlone(other)) {
        Objective ours = task.objectives().get(i);
        if (completingAlone(task).contains(ours) && mayCountOneEvent(task, ours, other, theirs)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  /** The objectives each of which completes the task alone. */
  private static Collection<Objective> completingAlone(Task task) {
    boolean alone = task.objectives().size() == 1 || task.completion() == Completion.ANY;
    return alone ? task.objectives() : List.of();
  }

  private static boolean mayCountOneEvent(Task task, Objective ours, Task other, Objective theirs) {
    return ours.behaviors().stream().anyMatch(theirs.behaviors()::contains)
        && !ConditionFacts.of(
                task.audience().filter(), ours.filter(), other.audience().filter(), theirs.filter())
            .areContradictory();
  }
}
