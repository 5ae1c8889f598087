package io.renwu.catalog;

import io.renwu.condition.EventFacts;
import io.renwu.model.DecisionLevel;
import io.vavr.collection.HashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The tasks with a version that names one behavior; immutable. Selects the tasks that an event must
 * be offered to, depending on the decision level:
 *
 * <pre>
 * ALL       all tasks
 * OFF       tasks that may count the event: the audience and a filter may be true
 * REJECTED  tasks with a filter that may be true, and tasks that may refuse the event before they
 *           evaluate a filter: paused, out of schedule, not in the audience, locked, late, or begun
 *           by the user
 * </pre>
 *
 * A task that is not selected would decide {@code FILTERED} (at {@code OFF}: any refusal) and
 * change no state. Selecting more tasks than necessary changes no output.
 */
final class BehaviorIndex {
  /** Up to this many tasks, a linear search is faster than sorting. */
  private static final int SMALL_GROUP = 16;

  private final String behavior;
  private final SortedArrayMap<String, Versions> tasks;
  private final HashMap<String, TaskTriggers> triggersByTask;
  private final TriggerIndex counting;
  private final TriggerIndex refusing;

  /** The tasks of which an older version may still apply to users. */
  private final SortedArrayMap<String, Versions> pinning;

  /** The tasks that may refuse events because of what a user has completed. */
  private final SortedArrayMap<String, Versions> refusingUsers;

  /** The triggers of one task. */
  private record TaskTriggers(Set<Trigger> counting, Set<Trigger> refusing) {}

  private BehaviorIndex(
      String behavior,
      SortedArrayMap<String, Versions> tasks,
      HashMap<String, TaskTriggers> triggersByTask,
      TriggerIndex counting,
      TriggerIndex refusing,
      SortedArrayMap<String, Versions> pinning,
      SortedArrayMap<String, Versions> refusingUsers) {
    this.behavior = behavior;
    this.tasks = tasks;
    this.triggersByTask = triggersByTask;
    this.counting = counting;
    this.refusing = refusing;
    this.pinning = pinning;
    this.refusingUsers = refusingUsers;
  }

  /** Creates the index of a behavior that no task names yet. */
  static BehaviorIndex of(String behavior) {
    return new BehaviorIndex(
        behavior,
        SortedArrayMap.empty(),
        HashMap.empty(),
        TriggerIndex.empty(),
        TriggerIndex.empty(),
        SortedArrayMap.empty(),
        SortedArrayMap.empty());
  }

  /** Adds a task, or replaces it. */
  BehaviorIndex with(Versions task) {
    String taskId = task.taskId();
    TaskTriggers before = triggersByTask.getOrElse(taskId, null);
    TriggerIndex otherCounting =
        before == null ? counting : counting.without(taskId, before.counting());
    TriggerIndex otherRefusing =
        before == null ? refusing : refusing.without(taskId, before.refusing());
    TaskTriggers after =
        new TaskTriggers(
            Triggers.counting(task, behavior, otherCounting),
            Triggers.refusing(task, behavior, otherRefusing));
    return new BehaviorIndex(
        behavior,
        tasks.with(taskId, task),
        triggersByTask.put(taskId, after),
        otherCounting.with(task, after.counting()),
        otherRefusing.with(task, after.refusing()),
        task.pinsUsers() ? pinning.with(taskId, task) : pinning.without(taskId),
        task.refusesUsers() ? refusingUsers.with(taskId, task) : refusingUsers.without(taskId));
  }

  /**
   * Removes a task.
   *
   * @param taskId a task of this index
   */
  BehaviorIndex without(String taskId) {
    TaskTriggers before = triggersByTask.getOrElse(taskId, null);
    return new BehaviorIndex(
        behavior,
        tasks.without(taskId),
        triggersByTask.remove(taskId),
        counting.without(taskId, before.counting()),
        refusing.without(taskId, before.refusing()),
        pinning.without(taskId),
        refusingUsers.without(taskId));
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /**
   * Selects the tasks that an event must be offered to.
   *
   * @param user the event's user
   * @return sorted by task id
   */
  List<Versions> candidates(EventFacts facts, DecisionLevel level, UserFacts user) {
    if (level == DecisionLevel.ALL) {
      return tasks.values();
    }
    boolean refusals = level == DecisionLevel.REJECTED;
    List<SortedArrayMap<String, Versions>> groups = new ArrayList<>();
    (refusals ? refusing : counting).find(facts, user, groups);
    List<Versions> begun = begun(user, refusals);
    int found = begun.size();
    for (int i = 0; i < groups.size(); i++) {
      found += groups.get(i).size();
    }
    if (found >= tasks.size()) {
      return tasks.values();
    }
    return groups.size() == 1 && holds(groups.get(0), begun)
        ? groups.get(0).values()
        : inTaskOrder(groups, begun, found);
  }

  /** Whether a group is known to contain all begun tasks, as for events that count again. */
  private static boolean holds(SortedArrayMap<String, Versions> group, List<Versions> begun) {
    return begun.isEmpty() || (group.size() <= SMALL_GROUP && group.values().containsAll(begun));
  }

  /**
   * The tasks that may refuse, or evaluate by another version, because of the user's state. Looks
   * through the fewer of this behavior's tasks and the user's.
   */
  private List<Versions> begun(UserFacts user, boolean refusals) {
    List<Versions> begun = new ArrayList<>();
    if (pinning.size() <= user.maxBegun()) {
      addIf(user::hasBegun, pinning, begun);
    } else {
      addIfIn(pinning, user.begun(), begun);
    }
    if (refusals && refusingUsers.size() <= user.maxRefusing()) {
      addIf(user::mayRefuse, refusingUsers, begun);
    } else if (refusals) {
      addIfIn(refusingUsers, user.refusing(), begun);
    }
    return begun;
  }

  private static void addIf(
      Predicate<Versions> what, SortedArrayMap<String, Versions> some, List<Versions> found) {
    for (int i = 0; i < some.size(); i++) {
      if (what.test(some.value(i))) {
        found.add(some.value(i));
      }
    }
  }

  private static void addIfIn(
      SortedArrayMap<String, Versions> some, List<Versions> others, List<Versions> found) {
    for (Versions task : others) {
      if (some.get(task.taskId()) != null) {
        found.add(task);
      }
    }
  }

  private static List<Versions> inTaskOrder(
      List<SortedArrayMap<String, Versions>> groups, List<Versions> begun, int found) {
    List<Versions> all = new ArrayList<>(found);
    all.addAll(begun);
    groups.forEach(group -> all.addAll(group.values()));
    all.sort(Comparator.comparing(Versions::taskId));
    int kept = 0;
    for (int i = 0; i < all.size(); i++) {
      if (kept == 0 || all.get(kept - 1) != all.get(i)) {
        all.set(kept++, all.get(i));
      }
    }
    return all.subList(0, kept);
  }
}
