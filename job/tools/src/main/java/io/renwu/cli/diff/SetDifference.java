package io.renwu.cli.diff;

import io.renwu.catalog.TaskCatalog;
import io.renwu.cli.diff.TaskChange.Kind;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares two sets of tasks by the highest version of each task. */
public final class SetDifference {
  private SetDifference() {}

  /**
   * The tasks that differ, sorted by id.
   *
   * @param before all versions
   * @param after all versions
   */
  public static List<TaskChange> of(Collection<Task> before, Collection<Task> after) {
    Map<String, Task> old = highestVersions(before);
    Map<String, Task> next = highestVersions(after);
    Map<String, TaskChange> changes = new TreeMap<>();
    old.forEach(
        (id, a) -> {
          if (!next.containsKey(id)) {
            changes.put(
                id,
                new TaskChange(
                    id,
                    a.version(),
                    null,
                    Kind.MISSING,
                    List.of("it goes on as it is: to end it, publish a version that is ARCHIVED")));
          }
        });
    next.forEach(
        (id, b) -> {
          Task a = old.get(id);
          if (a == null) {
            changes.put(
                id, new TaskChange(id, null, b.version(), Kind.NEW, VersionEffects.ofNew(b)));
          } else if (!a.equals(b)) {
            changes.put(id, compare(a, b));
          }
        });
    return List.copyOf(changes.values());
  }

  private static TaskChange compare(Task before, Task after) {
    List<Violation> refusals =
        TaskCatalog.empty().offer(before).catalog().offer(after).violations();
    if (!refusals.isEmpty()) {
      return new TaskChange(
          after.taskId(),
          before.version(),
          after.version(),
          Kind.REFUSED,
          refusals.stream().map(Violation::toString).toList());
    }
    return new TaskChange(
        after.taskId(),
        before.version(),
        after.version(),
        Kind.CHANGED,
        VersionEffects.of(before, after));
  }

  private static Map<String, Task> highestVersions(Collection<Task> tasks) {
    Map<String, Task> highest = new TreeMap<>();
    for (Task task : tasks) {
      highest.merge(task.taskId(), task, (a, b) -> a.version() > b.version() ? a : b);
    }
    return highest;
  }
}
