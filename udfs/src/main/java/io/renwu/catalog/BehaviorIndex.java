package io.renwu.catalog;

import io.renwu.condition.EventFacts;
import io.renwu.model.DecisionLevel;
import io.vavr.collection.HashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The tasks of which any version names one behavior; immutable. It finds those that an event has to
 * be offered to, given the decisions that are asked for:
 *
 * <pre>
 * ALL       all tasks
 * OFF       those that may count it: whose audience and a filter may be true
 * REJECTED  those of which a filter may be true, and those that may refuse it before they look at
 *           one: paused, out of schedule, not in the audience, locked, late, or begun by the user
 * </pre>
 *
 * What is left out would say {@code FILTERED} (or, where nothing is asked for, refuse) and change
 * nothing. Which tasks an index finds beyond that is no part of any output.
 */
final class BehaviorIndex {
  /** So many tasks are looked through faster than sorted. */
  private static final int FEW = 16;

  private final String behavior;
  private final Index<String, Versions> tasks;
  private final HashMap<String, Placed> placed;
  private final TriggerIndex counting;
  private final TriggerIndex refusing;

  /** What a task is found by. */
  private record Placed(Set<Trigger> counting, Set<Trigger> refusing) {}

  private BehaviorIndex(
      String behavior,
      Index<String, Versions> tasks,
      HashMap<String, Placed> placed,
      TriggerIndex counting,
      TriggerIndex refusing) {
    this.behavior = behavior;
    this.tasks = tasks;
    this.placed = placed;
    this.counting = counting;
    this.refusing = refusing;
  }

  /** Of a behavior that no task names yet. */
  static BehaviorIndex of(String behavior) {
    return new BehaviorIndex(
        behavior, Index.empty(), HashMap.empty(), TriggerIndex.empty(), TriggerIndex.empty());
  }

  /** Adds a task, or puts it in the place of what was known of it. */
  BehaviorIndex with(Versions task) {
    String taskId = task.taskId();
    Placed before = placed.getOrElse(taskId, null);
    TriggerIndex otherCounting =
        before == null ? counting : counting.without(taskId, before.counting());
    TriggerIndex otherRefusing =
        before == null ? refusing : refusing.without(taskId, before.refusing());
    Placed after =
        new Placed(
            Triggers.counting(task, behavior, otherCounting),
            Triggers.refusing(task, behavior, otherRefusing));
    return new BehaviorIndex(
        behavior,
        tasks.with(taskId, task),
        placed.put(taskId, after),
        otherCounting.with(task, after.counting()),
        otherRefusing.with(task, after.refusing()));
  }

  /**
   * Takes a task out.
   *
   * @param taskId of a task that is there
   */
  BehaviorIndex without(String taskId) {
    Placed before = placed.getOrElse(taskId, null);
    return new BehaviorIndex(
        behavior,
        tasks.without(taskId),
        placed.remove(taskId),
        counting.without(taskId, before.counting()),
        refusing.without(taskId, before.refusing()));
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /**
   * The tasks that an event has to be offered to.
   *
   * @param user whose event it is
   * @return in the order of their ids
   */
  List<Versions> asked(EventFacts facts, DecisionLevel level, UserFacts user) {
    if (level == DecisionLevel.ALL) {
      return tasks.values();
    }
    boolean refusals = level == DecisionLevel.REJECTED;
    List<Index<String, Versions>> groups = new ArrayList<>();
    (refusals ? refusing : counting).find(facts, user, groups);
    List<Versions> begun = begun(user, refusals);
    int found = begun.size() + groups.stream().mapToInt(Index::size).sum();
    if (found >= tasks.size()) {
      return tasks.values();
    }
    return groups.size() == 1 && holds(groups.get(0), begun)
        ? groups.get(0).values()
        : inOrder(groups, begun, found);
  }

  /** Whether a group is known to hold all that is begun, as for events that count again. */
  private static boolean holds(Index<String, Versions> group, List<Versions> begun) {
    return begun.isEmpty() || (group.size() <= FEW && group.values().containsAll(begun));
  }

  /** The tasks whose state of the user may make them refuse, or have another version evaluate. */
  private List<Versions> begun(UserFacts user, boolean refusals) {
    List<Versions> begun = new ArrayList<>();
    for (Versions task : user.begunTasks()) {
      if ((refusals || task.anyPins()) && task.behaviors().contains(behavior)) {
        begun.add(task);
      }
    }
    return begun;
  }

  private static List<Versions> inOrder(
      List<Index<String, Versions>> groups, List<Versions> begun, int found) {
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
