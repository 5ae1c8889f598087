package io.renwu.engine;

import io.renwu.calendar.Calendars;
import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.Versions;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Caches what is computed from each task of a catalog. When the catalog changes, only the entries
 * of changed tasks are replaced. Not thread-safe.
 */
@SuppressWarnings("IdentityHashMapUsage") // the catalog has one instance of a task's versions
final class CatalogCache {
  private final Duration memoryHorizon;
  private final Calendars calendars = new Calendars();
  private final Map<Versions, TaskCache> byVersions = new IdentityHashMap<>();

  /** By {@link TaskCache#key} and by {@link TaskCache#shadowKey}. */
  private final Map<Long, TaskCache> byKey = new HashMap<>();

  /** {@link StateIds#ofTask} of the tasks that preconditions name. */
  private final Map<String, Long> keys = new HashMap<>();

  /** The ids of dropped tasks by {@link StateIds#ofTask} and {@link StateIds#ofShadow}. */
  private final Map<Long, String> dropped = new HashMap<>();

  /** The combined marks of the tasks whose states expire at once. */
  private int expiryMark;

  private TaskCatalog catalog = TaskCatalog.empty();

  CatalogCache(Duration memoryHorizon) {
    this.memoryHorizon = memoryHorizon;
  }

  /**
   * Updates the cache to a catalog. The cost is the number of changed tasks plus one pass over all
   * tasks.
   */
  void follow(TaskCatalog next) {
    if (next != catalog) {
      next.changesSince(catalog, this::forget, this::remember);
      dropped.keySet().forEach(this::toggle);
      dropped.clear();
      for (String taskId : next.dropped()) {
        dropped.put(key(taskId), taskId);
        dropped.put(StateIds.ofShadow(taskId), taskId);
      }
      dropped.keySet().forEach(this::toggle);
      catalog = next;
    }
  }

  private void forget(Versions versions) {
    TaskCache task =
        Objects.requireNonNull(byVersions.remove(versions), "the cache follows the catalog");
    byKey.remove(task.key());
    byKey.remove(task.shadowKey());
    toggle(task);
  }

  private void remember(Versions versions) {
    TaskCache task = new TaskCache(versions, calendars, memoryHorizon);
    byVersions.put(versions, task);
    byKey.put(task.key(), task);
    byKey.put(task.shadowKey(), task);
    toggle(task);
  }

  private void toggle(TaskCache task) {
    if (task.versions().isArchived()) {
      toggle(task.key());
    }
    if (task.versions().isShadowOver()) {
      toggle(task.shadowKey());
    }
  }

  /** Adds a task to the mark, or removes it: the finalizer of SplitMix64 over its key. */
  private void toggle(long taskKey) {
    long mixed = (taskKey ^ (taskKey >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    expiryMark ^= (int) (mixed ^ (mixed >>> 31));
  }

  /** See {@link TaskEngine#expiryMark}. */
  int expiryMark() {
    return expiryMark;
  }

  /** The entry of a task of the catalog. */
  @Nullable TaskCache task(Versions versions) {
    return byVersions.get(versions);
  }

  /**
   * The entry of a task; null if the catalog does not have it.
   *
   * @param taskKey {@link StateIds#ofTask}, or that of its shadow
   */
  @Nullable TaskCache task(long taskKey) {
    return byKey.get(taskKey);
  }

  /**
   * The expiry rules of a task. A dropped task expires at once; any other unknown task never does.
   *
   * @param taskKey {@link StateIds#ofTask}, or that of its shadow
   */
  TaskExpiry expiry(long taskKey) {
    TaskCache task = byKey.get(taskKey);
    if (task == null) {
      return dropped.containsKey(taskKey) ? TaskExpiry.DROPPED : TaskExpiry.NEVER;
    }
    return task.expiry(taskKey);
  }

  /** The id of a task of the catalog or of a dropped task; null for any other. */
  @Nullable String taskId(long taskKey) {
    TaskCache task = byKey.get(taskKey);
    return task == null ? dropped.get(taskKey) : task.versions().taskId();
  }

  Calendars calendars() {
    return calendars;
  }

  /** {@link StateIds#ofTask} of a task that may not exist. */
  long key(String taskId) {
    return keys.computeIfAbsent(taskId, StateIds::ofTask);
  }
}
