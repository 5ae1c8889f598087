package io.renwu.engine;

import io.renwu.calendar.Calendars;
import io.renwu.catalog.CompiledTask;
import io.renwu.catalog.Versions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Caches what is computed from the versions of one task, on demand. A new version gets a new cache.
 * Not thread-safe.
 */
final class TaskCache {
  private final Versions versions;
  private final Calendars calendars;
  private final Duration memoryHorizon;
  private final long key;
  private final long shadowKey;
  private final TaskPlan[] plans;
  private @Nullable LimitedUnits units;
  private @Nullable TaskExpiry expiry;
  private @Nullable TaskExpiry shadowExpiry;

  TaskCache(Versions versions, Calendars calendars, Duration memoryHorizon) {
    this.versions = versions;
    this.calendars = calendars;
    this.memoryHorizon = memoryHorizon;
    this.key = StateIds.ofTask(versions.taskId());
    this.shadowKey = StateIds.ofShadow(versions.taskId());
    this.plans = new TaskPlan[versions.size()];
  }

  Versions versions() {
    return versions;
  }

  /** {@link StateIds#ofTask}. */
  long key() {
    return key;
  }

  /** {@link StateIds#ofShadow}. */
  long shadowKey() {
    return shadowKey;
  }

  /**
   * The plan of a version.
   *
   * @param version one of {@link #versions}
   */
  TaskPlan plan(CompiledTask version) {
    int place = versions.indexOf(version);
    if (plans[place] == null) {
      plans[place] = new TaskPlan(version, calendars);
    }
    return plans[place];
  }

  LimitedUnits units() {
    if (units == null) {
      units = LimitedUnits.of(versions.tasks());
    }
    return units;
  }

  /**
   * The expiry rules of the task or of its shadow.
   *
   * @param asked {@link #key} or {@link #shadowKey}
   */
  TaskExpiry expiry(long asked) {
    if (asked == shadowKey) {
      if (shadowExpiry == null) {
        shadowExpiry = new TaskExpiry(versions, true, calendars, memoryHorizon);
      }
      return shadowExpiry;
    }
    if (expiry == null) {
      expiry = new TaskExpiry(versions, false, calendars, memoryHorizon);
    }
    return expiry;
  }
}
