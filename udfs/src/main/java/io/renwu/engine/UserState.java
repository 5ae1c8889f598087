package io.renwu.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one user, except the members of large sets ({@link LargeSets}). Immutable. It can be
 * read without the task documents: tasks and objectives are identified by the hashes of {@link
 * StateIds}.
 */
public final class UserState {
  private static final UserState EMPTY = new UserState(RecentEvents.NONE, new TaskState[0]);

  private final RecentEvents recentEvents;
  private final TaskState[] tasks;

  private UserState(RecentEvents recentEvents, TaskState[] tasks) {
    this.recentEvents = recentEvents;
    this.tasks = tasks;
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
        : new UserState(recentEvents, tasks.toArray(TaskState[]::new));
  }

  /** Whether there is nothing to store. */
  public boolean isEmpty() {
    return tasks.length == 0 && recentEvents.isEmpty();
  }

  public RecentEvents recentEvents() {
    return recentEvents;
  }

  /** By ascending {@link TaskState#task}. */
  public List<TaskState> tasks() {
    return Collections.unmodifiableList(Arrays.asList(tasks));
  }

  /** The state of a task; null if there is none. */
  @Nullable TaskState task(long key) {
    for (TaskState task : tasks) {
      if (task.task() == key) {
        return task;
      }
    }
    return null;
  }

  boolean hasCompleted(long taskKey) {
    TaskState task = task(taskKey);
    return task != null && task.completions() > 0;
  }

  UserState with(RecentEvents events) {
    return new UserState(events, tasks);
  }

  UserState with(TaskState changed) {
    List<TaskState> with = SortedCopy.with(Arrays.asList(tasks), changed, TaskState::task);
    return new UserState(recentEvents, with.toArray(TaskState[]::new));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserState state
        && recentEvents.equals(state.recentEvents)
        && Arrays.equals(tasks, state.tasks);
  }

  @Override
  public int hashCode() {
    return 31 * recentEvents.hashCode() + Arrays.hashCode(tasks);
  }

  @Override
  public String toString() {
    return "UserState[recentEvents=" + recentEvents + ", tasks=" + Arrays.toString(tasks) + "]";
  }
}
