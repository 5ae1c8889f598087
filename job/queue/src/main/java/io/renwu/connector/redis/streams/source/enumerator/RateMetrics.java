package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.control.RateReport.Achieved;
import io.renwu.connector.redis.streams.control.RateReport.Adapted;
import io.renwu.connector.redis.streams.control.RateReport.LaneLine;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The configured and the achieved rate, as metrics. The names are part of the connector's
 * interface.
 */
final class RateMetrics {
  private final MetricGroup group;
  private final Set<String> lanes = new HashSet<>();
  private volatile @Nullable RateReport status;

  RateMetrics(MetricGroup group) {
    this.group = group;
    gauge(group, "setRecordsPerSecond", RateReport::allowedPerSecond);
    gauge(group, "adaptedRecordsPerSecond", now -> orAbsent(adapted(now, Adapted::perSecond)));
    gauge(group, "downstreamLag", now -> orAbsent(adapted(now, Adapted::lag)));
    gauge(group, "takenRecordsPerSecond1s", now -> now.achieved().over1s());
    gauge(group, "takenRecordsPerSecond10s", now -> now.achieved().over10s());
    gauge(group, "takenRecordsPerSecond60s", now -> now.achieved().over60s());
    gauge(group, "waitingRecords", RateReport::depth);
    gauge(group, "drainSeconds", now -> orAbsent(now.drainSeconds()));
    gauge(group, "unusedTokens", RateReport::unusedTokens);
    gauge(group, "rulesLost", RateReport::losses);
  }

  private static @Nullable Double adapted(
      RateReport report, Function<Adapted, @Nullable Double> figure) {
    return report.adapted() == null ? null : figure.apply(report.adapted());
  }

  private static double orAbsent(@Nullable Double figure) {
    return figure == null ? -1 : figure;
  }

  /** Called by the coordinator's thread. */
  void update(RateReport now) {
    for (LaneLine lane : now.lanes()) {
      if (lanes.add(lane.lane())) {
        register(lane.lane());
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

  /** A removed lane reads nothing. */
  private static Achieved lane(RateReport status, String name) {
    return status.lanes().stream()
        .filter(lane -> lane.lane().equals(name))
        .map(LaneLine::achieved)
        .findFirst()
        .orElse(new Achieved(0, 0, 0));
  }

  private void gauge(MetricGroup to, String name, ToDoubleFunction<RateReport> value) {
    to.gauge(
        name,
        (Gauge<Double>)
            () -> {
              RateReport now = status;
              return now == null ? 0 : value.applyAsDouble(now);
            });
  }
}
