package io.renwu.connector.redis.streams.source.reader;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What a reader counts of one lane. The names are part of the connector's interface. */
final class LaneMetrics {
  /** Waits that are remembered: the last so many. */
  private static final int WAITS = 1024;

  /** How often shares of the waits are counted anew: it takes a sort. */
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Counter taken = new SimpleCounter();
  private final Histogram waits = new DescriptiveStatisticsHistogram(WAITS);
  private boolean counted;
  private long countedNanos;
  private long waitP50Millis;
  private long waitP99Millis;

  LaneMetrics(MetricGroup group) {
    group.counter("takenRecords", taken);
    group.histogram("waitMillis", waits);
  }

  /** A run of records has passed, the first of which has waited so long. */
  void taken(long records, long waitMillis) {
    taken.inc(records);
    waits.update(waitMillis);
  }

  /** Counts the shares of the waits, unless that is not long ago. */
  void count(long nowNanos) {
    if (counted && nowNanos - countedNanos < INTERVAL_NANOS) {
      return;
    }
    counted = true;
    countedNanos = nowNanos;
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
