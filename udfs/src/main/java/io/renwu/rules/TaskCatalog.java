package io.renwu.rules;

import io.renwu.model.Event;
import io.renwu.model.Task;
import java.util.Collection;
import java.util.List;

/** All accepted versions of all tasks; immutable, for any thread. */
public final class TaskCatalog {
  private static final TaskCatalog EMPTY = new TaskCatalog();

  private TaskCatalog() {}

  public static TaskCatalog empty() {
    return EMPTY;
  }

  /** Adds a version if it may follow the versions that were accepted before it. */
  public Offer offer(Task task) {
    throw new UnsupportedOperationException();
  }

  /** Whether any accepted version of any task, archived ones included, names the behavior. */
  public boolean names(String behavior) {
    throw new UnsupportedOperationException();
  }

  /**
   * The versions that govern an event and name its behavior, archived ones left out.
   *
   * @return in the order of their task ids
   */
  public List<CompiledTask> governing(Event event) {
    throw new UnsupportedOperationException();
  }

  /** An accepted version, or null. */
  public CompiledTask version(String taskId, int version) {
    throw new UnsupportedOperationException();
  }

  /** All accepted versions, by task id, then version. */
  public Collection<Task> tasks() {
    throw new UnsupportedOperationException();
  }
}
