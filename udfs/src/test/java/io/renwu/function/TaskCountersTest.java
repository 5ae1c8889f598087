package io.renwu.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class TaskCountersTest {
  private final Map<String, Counter> registered = new TreeMap<>();

  /** Keeps what is registered, by the group's value. */
  private final class Recording extends UnregisteredMetricsGroup {
    private final String value;

    private Recording(String value) {
      this.value = value;
    }

    @Override
    public MetricGroup addGroup(String key, String of) {
      return new Recording(key + "." + of);
    }

    @Override
    public Counter counter(String name) {
      Counter counter = super.counter(name);
      assertThat(registered.put(value + "." + name, counter)).isNull();
      return counter;
    }
  }

  @Test
  void reportsABoundedNumberOfSeriesHoweverManyTasksComeAndGo() {
    TaskCounters counters = new TaskCounters(new Recording(""), "rewards");
    assertThat(registered).isEmpty();
    for (int round = 0; round < 2; round++) {
      for (int task = 0; task < 10 * TaskCounters.MOST; task++) {
        counters.inc("task-" + task);
      }
    }
    assertThat(registered).hasSize(TaskCounters.MOST + 1);
    assertThat(registered.get("task.task-0.rewards").getCount()).isEqualTo(2);
    assertThat(registered.get("task.(others).rewards").getCount())
        .isEqualTo(2L * 9 * TaskCounters.MOST);
  }
}
