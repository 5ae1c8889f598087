package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.client.RateReport.Achieved;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The rate that is set and reached, as metrics. The names are part of the connector's interface.
 */
final class RateMetrics {
  private final MetricGroup group;
  private final Set<String> lanes = new HashSet<>();
  private volatile RateStatus status;

  RateMetrics(MetricGroup group) {
    this.group = group;
    gauge(group, "setRecordsPerSecond", RateStatus::allowedPerSecond);
    gauge(group, "takenRecordsPerSecond1s", now -> now.achieved().over1s());
    gauge(group, "takenRecordsPerSecond10s", now -> now.achieved().over10s());
    gauge(group, "takenRecordsPerSecond60s", now -> now.achieved().over60s());
    gauge(group, "waitingRecords", RateStatus::depth);
    gauge(group, "drainSeconds", RateStatus::drainSeconds);
    gauge(group, "unusedTokens", RateStatus::unusedTokens);
  }

  /** From the coordinator's thread. */
  void update(RateStatus now) {
    for (LaneStatus lane : now.lanes()) {
      if (lanes.add(lane.name())) {
        register(lane.name());
      }
    }
    status = now;
  }

  private void register(String name) {
    MetricGroup laneGroup = group.addGroup("lane", name);
    gauge(laneGroup, "takenRecordsPerSecond1s", now -> lane(now, name).over1s());
    gauge(laneGroup, "takenRecordsPerSecond10s", now -> lane(now, name).over10s());
    gauge(laneGroup, "takenRecordsPerSecond60s", now -> lane(now, name).over60s());
  }

  /** A lane that is no more takes nothing. */
  private static Achieved lane(RateStatus status, String name) {
    return status.lanes().stream()
        .filter(lane -> lane.name().equals(name))
        .map(LaneStatus::achieved)
        .findFirst()
        .orElse(new Achieved(0, 0, 0));
  }

  private void gauge(MetricGroup to, String name, ToDoubleFunction<RateStatus> value) {
    to.gauge(
        name,
        (Gauge<Double>)
            () -> {
              RateStatus now = status;
              return now == null ? 0 : value.applyAsDouble(now);
            });
  }
}
