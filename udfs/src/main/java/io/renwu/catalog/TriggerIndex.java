package io.renwu.catalog;

import io.renwu.catalog.Trigger.After;
import io.renwu.catalog.Trigger.Always;
import io.renwu.catalog.Trigger.Before;
import io.renwu.catalog.Trigger.Gate;
import io.renwu.catalog.Trigger.Value;
import io.renwu.condition.EventFacts;
import io.renwu.condition.EventPath;
import io.renwu.condition.ScalarValue;
import io.vavr.collection.HashMap;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Tasks by their triggers; immutable. For each event, every path and every gate of any task is
 * checked once, however many tasks share it.
 */
final class TriggerIndex {
  private static final TriggerIndex EMPTY =
      new TriggerIndex(
          HashMap.empty(),
          SortedArrayMap.empty(),
          SortedArrayMap.empty(),
          SortedArrayMap.empty(),
          SortedArrayMap.empty());
  private static final Trigger ALWAYS = new Always();

  private final HashMap<Trigger, SortedArrayMap<String, Versions>> groups;

  /** The number of values of each path that have triggers. */
  private final SortedArrayMap<EventPath, Integer> paths;

  private final SortedArrayMap<Instant, Before> starts;
  private final SortedArrayMap<Instant, After> ends;
  private final SortedArrayMap<String, Gate> gates;

  private TriggerIndex(
      HashMap<Trigger, SortedArrayMap<String, Versions>> groups,
      SortedArrayMap<EventPath, Integer> paths,
      SortedArrayMap<Instant, Before> starts,
      SortedArrayMap<Instant, After> ends,
      SortedArrayMap<String, Gate> gates) {
    this.groups = groups;
    this.paths = paths;
    this.starts = starts;
    this.ends = ends;
    this.gates = gates;
  }

  static TriggerIndex empty() {
    return EMPTY;
  }

  /** The number of tasks with a trigger. */
  int size(Trigger trigger) {
    SortedArrayMap<String, Versions> group = groups.getOrElse(trigger, null);
    return group == null ? 0 : group.size();
  }

  TriggerIndex with(Versions task, Set<Trigger> triggers) {
    TriggerIndex changed = this;
    for (Trigger trigger : triggers) {
      SortedArrayMap<String, Versions> group = changed.groups.getOrElse(trigger, null);
      TriggerIndex base = group == null ? changed.withListed(trigger, true) : changed;
      group = group == null ? SortedArrayMap.empty() : group;
      changed = base.with(base.groups.put(trigger, group.with(task.taskId(), task)));
    }
    return changed;
  }

  TriggerIndex without(String taskId, Set<Trigger> triggers) {
    TriggerIndex changed = this;
    for (Trigger trigger : triggers) {
      SortedArrayMap<String, Versions> rest = changed.groups.get(trigger).get().without(taskId);
      changed =
          rest.isEmpty()
              ? changed.withListed(trigger, false).with(changed.groups.remove(trigger))
              : changed.with(changed.groups.put(trigger, rest));
    }
    return changed;
  }

  private TriggerIndex with(HashMap<Trigger, SortedArrayMap<String, Versions>> changed) {
    return new TriggerIndex(changed, paths, starts, ends, gates);
  }

  /** Adds a trigger to the list of its kind, or removes it. */
  private TriggerIndex withListed(Trigger trigger, boolean there) {
    if (trigger instanceof Value value) {
      Integer known = paths.get(value.path());
      int count = (known == null ? 0 : known) + (there ? 1 : -1);
      SortedArrayMap<EventPath, Integer> changed =
          count == 0 ? paths.without(value.path()) : paths.with(value.path(), count);
      return new TriggerIndex(groups, changed, starts, ends, gates);
    }
    if (trigger instanceof Before before) {
      return new TriggerIndex(
          groups, paths, withListed(starts, before.startAt(), before, there), ends, gates);
    }
    if (trigger instanceof After after) {
      return new TriggerIndex(
          groups, paths, starts, withListed(ends, after.endAt(), after, there), gates);
    }
    if (trigger instanceof Gate gate) {
      return new TriggerIndex(
          groups, paths, starts, ends, withListed(gates, gate.toString(), gate, there));
    }
    if (trigger instanceof Always) {
      return this;
    }
    throw new IllegalArgumentException("found a trigger of another kind: " + trigger);
  }

  private static <K extends Comparable<? super K>, V> SortedArrayMap<K, V> withListed(
      SortedArrayMap<K, V> list, K key, V value, boolean there) {
    return there ? list.with(key, value) : list.without(key);
  }

  /** Finds the tasks with a trigger that is true of the event; may find a task several times. */
  void find(EventFacts facts, UserFacts user, List<SortedArrayMap<String, Versions>> found) {
    add(ALWAYS, found);
    for (int i = 0; i < paths.size(); i++) {
      EventPath path = paths.key(i);
      Object value = path.valueIn(facts.event());
      Object scalar = value == EventPath.ABSENT ? null : ScalarValue.of(value);
      if (scalar != null) {
        add(new Value(path, scalar), found);
      }
    }
    Instant time = facts.event().time();
    for (int i = starts.upTo(time); i < starts.size(); i++) {
      add(starts.value(i), found);
    }
    for (int i = ends.upTo(time) - 1; i >= 0; i--) {
      add(ends.value(i), found);
    }
    for (int i = 0; i < gates.size(); i++) {
      if (gates.value(i).isShut(facts, user)) {
        add(gates.value(i), found);
      }
    }
  }

  private void add(Trigger trigger, List<SortedArrayMap<String, Versions>> found) {
    SortedArrayMap<String, Versions> group = groups.getOrElse(trigger, null);
    if (group != null) {
      found.add(group);
    }
  }
}
