package io.renwu.function;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Counters of the first {@value #MOST} tasks that count anything, in the groups {@code
 * task.<taskId>}. Later tasks share the group {@value #OTHERS}, which is no task id. This bounds
 * the number of series that a subtask reports.
 */
final class TaskCounters {
  static final int MOST = 200;
  static final String OTHERS = "(others)";

  private static final String GROUP = "task";

  private final MetricGroup metrics;
  private final String name;
  private final Map<String, Counter> byTask = new HashMap<>();
  private @Nullable Counter others;

  /** Creates counters with one name. */
  TaskCounters(MetricGroup metrics, String name) {
    this.metrics = metrics;
    this.name = name;
  }

  void inc(String taskId) {
    Counter counter = byTask.get(taskId);
    if (counter == null) {
      counter = byTask.size() < MOST ? add(taskId) : others();
    }
    counter.inc();
  }

  private Counter add(String taskId) {
    Counter counter = of(taskId);
    byTask.put(taskId, counter);
    return counter;
  }

  private Counter others() {
    if (others == null) {
      others = of(OTHERS);
    }
    return others;
  }

  private Counter of(String value) {
    return metrics.addGroup(GROUP, value).counter(name);
  }
}
