package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.metrics.FailureCounters;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** A reader's metrics. The names are part of the connector's interface: docs/queue.md. */
final class SourceMetrics {
  /** Weight of the last page in the mean size of a record. */
  private static final double LAST_PAGE = 0.2;

  private final SystemClock clock;
  private final Counter recordsIn;
  private final Counter bytesIn;
  private final Counter trims = new ThreadSafeSimpleCounter();
  private final Counter trimmedEntries = new ThreadSafeSimpleCounter();
  private final Counter releaseFailures = new ThreadSafeSimpleCounter();
  private final Counter readRetries = new SimpleCounter();
  private final Counter givenUp = new SimpleCounter();
  private final FailureCounters failures;
  private final SourceReaderMetricGroup group;
  private final Map<String, LaneMetrics> lanes = new HashMap<>();
  private volatile long depth;
  private volatile double bytesPerRecord;
  private volatile long oldestReceivedAtMillis = Long.MAX_VALUE;
  private volatile long buffered;
  private volatile long throttledMillis;

  SourceMetrics(SourceReaderMetricGroup group, SystemClock clock) {
    this.clock = clock;
    this.group = group;
    recordsIn = group.getIOMetricGroup().getNumRecordsInCounter();
    bytesIn = group.getIOMetricGroup().getNumBytesInCounter();
    failures = new FailureCounters(group);
    group.counter("trims", trims);
    group.counter("trimmedEntries", trimmedEntries);
    group.counter("releaseFailures", releaseFailures);
    group.counter("readRetries", readRetries);
    group.counter("givenUpRecords", givenUp);
    group.gauge("depth", () -> depth);
    group.gauge("oldestAgeMillis", this::oldestAgeMillis);
    group.gauge("bufferedRecords", () -> buffered);
    group.gauge("throttledMillis", () -> throttledMillis);
    group.setPendingRecordsGauge(() -> depth);
    group.setPendingBytesGauge(() -> Math.round(depth * bytesPerRecord));
  }

  /** The metrics of a lane. */
  LaneMetrics lane(String name) {
    return lanes.computeIfAbsent(name, key -> new LaneMetrics(group.addGroup("lane", key)));
  }

  void countEmitted(long records) {
    recordsIn.inc(records);
  }

  /** Counts a page that was read. */
  void countRead(long records, long frameBytes) {
    bytesIn.inc(frameBytes);
    if (records > 0) {
      double mean = (double) frameBytes / records;
      bytesPerRecord =
          bytesPerRecord == 0 ? mean : bytesPerRecord + LAST_PAGE * (mean - bytesPerRecord);
    }
  }

  void countTrimmed(long entries) {
    if (entries > 0) {
      trims.inc();
      trimmedEntries.inc(entries);
    }
  }

  void countReleaseFailure(Reason reason) {
    releaseFailures.inc();
    failures.count(reason);
  }

  void countReadRetry(Reason reason) {
    readRetries.inc();
    failures.count(reason);
  }

  /** Counts a record that was given up because it failed too often. */
  void countGivenUp() {
    givenUp.inc();
  }

  /** Sets the number of offsets between the reader and the ends of its streams. */
  void depth(long offsets) {
    depth = offsets;
  }

  long depth() {
    return depth;
  }

  /**
   * Sets how many records wait.
   *
   * @param oldestMillis when the oldest record that waits here was received, epoch milliseconds;
   *     {@link Long#MAX_VALUE} if none waits
   */
  void waiting(long records, long oldestMillis, long throttled) {
    buffered = records;
    oldestReceivedAtMillis = oldestMillis;
    throttledMillis = throttled;
  }

  /** Computed when the metric is read, because it grows while the job reads nothing. */
  long oldestAgeMillis() {
    long oldestMillis = oldestReceivedAtMillis;
    return oldestMillis == Long.MAX_VALUE ? 0 : Math.max(0, clock.millis() - oldestMillis);
  }
}
