package io.renwu.connector.redis.streams.source.reader;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What a reader counts. The names are part of the connector's interface. */
final class SourceMetrics {
  private final Counter recordsIn;
  private final Counter trimmed = new ThreadSafeSimpleCounter();
  private final Counter releaseFailures = new ThreadSafeSimpleCounter();
  private final Counter readRetries = new SimpleCounter();
  private final Counter givenUp = new SimpleCounter();
  private volatile long depth;
  private volatile long oldestAgeMillis;
  private volatile long buffered;
  private volatile long throttledMillis;

  SourceMetrics(SourceReaderMetricGroup group) {
    recordsIn = group.getIOMetricGroup().getNumRecordsInCounter();
    group.counter("trimmedEntries", trimmed);
    group.counter("releaseFailures", releaseFailures);
    group.counter("readRetries", readRetries);
    group.counter("givenUpRecords", givenUp);
    group.gauge("depth", () -> depth);
    group.gauge("oldestAgeMillis", () -> oldestAgeMillis);
    group.gauge("bufferedRecords", () -> buffered);
    group.gauge("throttledMillis", () -> throttledMillis);
    group.setPendingRecordsGauge(() -> depth);
  }

  void emitted(long records) {
    recordsIn.inc(records);
  }

  void trimmed(long entries) {
    trimmed.inc(entries);
  }

  void releaseFailed() {
    releaseFailures.inc();
  }

  void readRetried() {
    readRetries.inc();
  }

  /** A record was given up, whose processing failed too often. */
  void gaveUp() {
    givenUp.inc();
  }

  /** Offsets between the reader and the ends of its streams. */
  void depth(long offsets) {
    depth = offsets;
  }

  long depth() {
    return depth;
  }

  void waiting(long records, long oldestMillis, long throttled) {
    buffered = records;
    oldestAgeMillis = oldestMillis;
    throttledMillis = throttled;
  }
}
