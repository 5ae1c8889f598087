package io.renwu.lint;

import io.renwu.model.Task;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The highest version of each task of a set, without those that are archived.
 *
 * @param tasks by task id
 * @param now the moment of the inspection
 */
record LintedSet(SortedMap<String, Task> tasks, Instant now) {
  /**
   * @param versions all versions of all tasks
   */
  static LintedSet of(Collection<Task> versions, Instant now) {
    SortedMap<String, Task> highest = new TreeMap<>();
    for (Task task : versions) {
      highest.merge(task.taskId(), task, (a, b) -> a.version() >= b.version() ? a : b);
    }
    highest.values().removeIf(task -> task.status() == Task.Status.ARCHIVED);
    return new LintedSet(highest, now);
  }
}
