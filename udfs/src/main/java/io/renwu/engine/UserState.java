package io.renwu.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of one user, except the members of large sets ({@link LargeSets}). Immutable. It can be
 * read without the task documents: tasks and objectives are identified by the hashes of {@link
 * StateIds}.
 *
 * <p>The tasks are those that were stored, and those that changed since. A stored task is decoded
 * when it is asked for, so an event costs what it touches, however many tasks the user has begun.
 */
public final class UserState {
  private static final long[] NO_KEYS = {};
  private static final TaskState[] NO_TASKS = {};
  private static final UserState EMPTY =
      new UserState(RecentEvents.NONE, StoredTasks.NONE, NO_KEYS, NO_TASKS);

  private final RecentEvents recentEvents;
  private final StoredTasks stored;

  /** The ascending keys of {@link #changed}: a search reads one array, not many objects. */
  private final long[] keys;

  /** By ascending key; a stored task of the same key no longer counts. */
  private final TaskState[] changed;

  private UserState(
      RecentEvents recentEvents, StoredTasks stored, long[] keys, TaskState[] changed) {
    this.recentEvents = recentEvents;
    this.stored = stored;
    this.keys = keys;
    this.changed = changed;
  }

  /** The state of a new user. */
  public static UserState empty() {
    return EMPTY;
  }

  /**
   * Creates a state.
   *
   * @param tasks by ascending {@link TaskState#task}
   */
  public static UserState of(RecentEvents recentEvents, List<TaskState> tasks) {
    return recentEvents.isEmpty() && tasks.isEmpty()
        ? EMPTY
        : new UserState(
            recentEvents,
            StoredTasks.NONE,
            tasks.stream().mapToLong(TaskState::task).toArray(),
            tasks.toArray(TaskState[]::new));
  }

  /** Creates the state that was stored. */
  public static UserState of(RecentEvents recentEvents, StoredTasks tasks) {
    return recentEvents.isEmpty() && tasks.size() == 0
        ? EMPTY
        : new UserState(recentEvents, tasks, NO_KEYS, NO_TASKS);
  }

  /** Whether there is nothing to store. */
  public boolean isEmpty() {
    return changed.length == 0 && stored.size() == 0 && recentEvents.isEmpty();
  }

  public RecentEvents recentEvents() {
    return recentEvents;
  }

  /** The tasks as they were stored. */
  public StoredTasks stored() {
    return stored;
  }

  /** The tasks that changed since, or began; by ascending {@link TaskState#task}. */
  public List<TaskState> changed() {
    return Collections.unmodifiableList(Arrays.asList(changed));
  }

  /** All tasks, decoded, by ascending {@link TaskState#task}. */
  public List<TaskState> tasks() {
    List<TaskState> all = new ArrayList<>(stored.size() + changed.length);
    int next = 0;
    for (int i = 0; i < stored.size(); i++) {
      long key = stored.key(i);
      while (next < changed.length && changed[next].task() < key) {
        all.add(changed[next++]);
      }
      all.add(
          next < changed.length && changed[next].task() == key ? changed[next++] : stored.get(i));
    }
    all.addAll(Arrays.asList(changed).subList(next, changed.length));
    return Collections.unmodifiableList(all);
  }

  /** The number of tasks, those that are stored and changed counted twice. */
  int maxTasks() {
    return stored.size() + changed.length;
  }

  /** The state of a task; null if there is none. */
  @Nullable TaskState task(long key) {
    int index = indexOfChanged(key);
    if (index >= 0) {
      return changed[index];
    }
    int at = stored.indexOf(key);
    return at < 0 ? null : stored.get(at);
  }

  /** Whether a task has a state. */
  boolean has(long key) {
    return indexOfChanged(key) >= 0 || stored.indexOf(key) >= 0;
  }

  private int indexOfChanged(long key) {
    return keys.length == 0 ? -1 : Arrays.binarySearch(keys, key);
  }

  boolean hasCompleted(long taskKey) {
    TaskState task = task(taskKey);
    return task != null && task.completions() > 0;
  }

  /** Visits the keys of all tasks, in any order; of those stored and changed twice. */
  void forEachKey(LongConsumer visitor) {
    for (TaskState task : changed) {
      visitor.accept(task.task());
    }
    for (int i = 0; i < stored.size(); i++) {
      visitor.accept(stored.key(i));
    }
  }

  /** The number of tasks that may refuse an event, or a bound of it. */
  int maxRefusing() {
    return stored.refusing().length + changed.length;
  }

  /** Whether there is a task that {@linkplain TaskState#mayRefuse may refuse} an event. */
  boolean mayRefuse(long key) {
    int index = indexOfChanged(key);
    if (index >= 0) {
      return changed[index].mayRefuse();
    }
    int at = stored.indexOf(key);
    return at >= 0 && Arrays.binarySearch(stored.refusing(), at) >= 0;
  }

  /**
   * Visits the keys of the tasks that {@linkplain TaskState#mayRefuse may refuse}, in any order,
   * and of those that did so when they were stored.
   */
  void forEachRefusingKey(LongConsumer visitor) {
    for (TaskState task : changed) {
      if (task.mayRefuse()) {
        visitor.accept(task.task());
      }
    }
    for (int index : stored.refusing()) {
      visitor.accept(stored.key(index));
    }
  }

  /** The state with other recent events and task states; each task occurs once. */
  public UserState with(RecentEvents events, List<TaskState> tasks) {
    if (tasks.isEmpty()) {
      return new UserState(events, stored, keys, changed);
    }
    TaskState[] later = tasks.toArray(TaskState[]::new);
    if (later.length > 1) {
      Arrays.sort(later, Comparator.comparingLong(TaskState::task));
    }
    int[] places = new int[later.length];
    int added = 0;
    for (int i = 0; i < later.length; i++) {
      places[i] = indexOfChanged(later[i].task());
      added += places[i] < 0 ? 1 : 0;
    }
    return added == 0 ? replaced(events, later, places) : merged(events, later, places, added);
  }

  private UserState replaced(RecentEvents events, TaskState[] later, int[] places) {
    TaskState[] replaced = changed.clone();
    for (int i = 0; i < later.length; i++) {
      replaced[places[i]] = later[i];
    }
    return new UserState(events, stored, keys, replaced);
  }

  private UserState merged(RecentEvents events, TaskState[] later, int[] places, int added) {
    TaskState[] merged = new TaskState[changed.length + added];
    long[] mergedKeys = new long[merged.length];
    int size = 0;
    int from = 0;
    for (int i = 0; i <= later.length; i++) {
      int to = i == later.length ? changed.length : places[i] < 0 ? -1 - places[i] : places[i];
      System.arraycopy(changed, from, merged, size, to - from);
      System.arraycopy(keys, from, mergedKeys, size, to - from);
      size += to - from;
      if (i < later.length) {
        merged[size] = later[i];
        mergedKeys[size++] = later[i].task();
        from = places[i] < 0 ? to : to + 1;
      }
    }
    return new UserState(events, stored, mergedKeys, merged);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserState state
        && recentEvents.equals(state.recentEvents)
        && tasks().equals(state.tasks());
  }

  @Override
  public int hashCode() {
    return 31 * recentEvents.hashCode() + tasks().hashCode();
  }

  @Override
  public String toString() {
    return "UserState[recentEvents=" + recentEvents + ", tasks=" + tasks() + "]";
  }
}
