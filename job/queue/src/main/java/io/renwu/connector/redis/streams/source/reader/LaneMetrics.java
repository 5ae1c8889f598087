package io.renwu.connector.redis.streams.source.reader;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** A reader's metrics of one lane. The names are part of the connector's interface. */
final class LaneMetrics {
  /** The number of waits that are kept. */
  private static final int WAITS = 1024;

  /** How often the percentiles are computed, which sorts the waits. */
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Counter emitted = new SimpleCounter();
  private final Histogram waits = new DescriptiveStatisticsHistogram(WAITS);
  private boolean computed;
  private long computedNanos;
  private long waitP50Millis;
  private long waitP99Millis;

  LaneMetrics(MetricGroup group) {
    group.counter("takenRecords", emitted);
    group.histogram("waitMillis", waits);
  }

  /** Counts a run of emitted records and the wait of its first one. */
  void countEmitted(long records, long waitMillis) {
    emitted.inc(records);
    waits.update(waitMillis);
  }

  /** Computes the percentiles of the waits, unless that was done recently. */
  void updatePercentiles(long nowNanos) {
    if (computed && nowNanos - computedNanos < INTERVAL_NANOS) {
      return;
    }
    computed = true;
    computedNanos = nowNanos;
    HistogramStatistics statistics = waits.getStatistics();
    if (statistics.size() > 0) {
      waitP50Millis = Math.round(statistics.getQuantile(0.5));
      waitP99Millis = Math.round(statistics.getQuantile(0.99));
    }
  }

  long waitP50Millis() {
    return waitP50Millis;
  }

  long waitP99Millis() {
    return waitP99Millis;
  }
}
