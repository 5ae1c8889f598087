package io.renwu.engine;

import io.renwu.calendar.Calendars;
import io.renwu.model.Task;
import io.renwu.rules.CompiledTask;
import io.renwu.rules.TaskCatalog;
import io.renwu.rules.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What was computed from one catalog, as far as it was asked for. For one thread. */
@SuppressWarnings("IdentityHashMapUsage") // the catalog has one instance of each version
final class CatalogMemo {
  private final TaskCatalog catalog;
  private final Duration memoryHorizon;
  private final Calendars calendars = new Calendars();
  private final Map<CompiledTask, TaskPlan> plans = new IdentityHashMap<>();
  private final Map<Versions, LimitedUnits> units = new IdentityHashMap<>();
  private final Map<String, Long> keys = new HashMap<>();
  private Map<Long, String> ids;
  private Map<Long, TaskExpiry> expiries;

  CatalogMemo(TaskCatalog catalog, Duration memoryHorizon) {
    this.catalog = catalog;
    this.memoryHorizon = memoryHorizon;
  }

  TaskCatalog catalog() {
    return catalog;
  }

  TaskPlan plan(CompiledTask task) {
    TaskPlan known = plans.get(task);
    if (known != null) {
      return known;
    }
    TaskPlan plan = new TaskPlan(task, calendars);
    plans.put(task, plan);
    return plan;
  }

  LimitedUnits units(Versions versions) {
    LimitedUnits known = units.get(versions);
    if (known != null) {
      return known;
    }
    LimitedUnits found = LimitedUnits.of(versions.tasks());
    units.put(versions, found);
    return found;
  }

  Calendars calendars() {
    return calendars;
  }

  /** {@link Identity#ofTask} of a task that may not exist. */
  long key(String taskId) {
    return keys.computeIfAbsent(taskId, Identity::ofTask);
  }

  /**
   * The id of a task, or null for one that does not exist.
   *
   * @param taskKey {@link Identity#ofTask}, or that of its shadow
   */
  String taskId(long taskKey) {
    if (ids == null) {
      ids = new HashMap<>();
      for (Task task : catalog.tasks()) {
        ids.put(key(task.taskId()), task.taskId());
        ids.put(Identity.ofShadow(task.taskId()), task.taskId());
      }
    }
    return ids.get(taskKey);
  }

  /**
   * When a task's progress may be forgotten.
   *
   * @param taskKey {@link Identity#ofTask}, or that of its shadow
   */
  TaskExpiry expiry(long taskKey) {
    if (expiries == null) {
      expiries = expiries();
    }
    return expiries.getOrDefault(taskKey, TaskExpiry.NEVER);
  }

  private Map<Long, TaskExpiry> expiries() {
    Map<String, List<Task>> versions = new HashMap<>();
    for (Task task : catalog.tasks()) {
      versions.computeIfAbsent(task.taskId(), id -> new ArrayList<>()).add(task);
    }
    Map<Long, TaskExpiry> byKey = new HashMap<>();
    versions.forEach(
        (id, tasks) -> {
          byKey.put(Identity.ofTask(id), TaskExpiry.of(tasks, false, calendars, memoryHorizon));
          byKey.put(Identity.ofShadow(id), TaskExpiry.of(tasks, true, calendars, memoryHorizon));
        });
    return byKey;
  }
}
