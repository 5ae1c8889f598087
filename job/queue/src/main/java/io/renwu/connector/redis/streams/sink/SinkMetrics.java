package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.metrics.FailureCounters;
import io.renwu.connector.redis.streams.metrics.WaitClock;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * A writer's metrics. The names are part of the connector's interface: docs/queue.md. Used by the
 * task thread only.
 */
final class SinkMetrics {
  /** The number of entries or appends in a histogram. */
  private static final int HISTOGRAM_SIZE = 1_000;

  private final SinkWriterMetricGroup group;
  private final Counter records;
  private final Counter bytes;
  private final Counter entries;
  private final Counter skippedRecords;
  private final Counter retries;
  private final Counter mismatches;
  private final Histogram recordsPerEntry;
  private final Histogram bytesPerEntry;
  private final Histogram entriesPerAppend;
  private final FailureCounters failures;
  private final WaitClock inputWaitClock = new WaitClock();
  private final WaitClock serverFullClock = new WaitClock();
  private volatile long lastAppendMillis;

  SinkMetrics(SinkWriterMetricGroup group, LongSupplier bufferedBytes) {
    this.group = group;
    this.records = group.counter("appendedRecords");
    this.bytes = group.counter("appendedBytes");
    this.entries = group.counter("appendedEntries");
    this.skippedRecords = group.counter("skippedRecords");
    this.retries = group.counter("retries");
    this.mismatches = group.counter("chainMismatches");
    this.recordsPerEntry = histogram("recordsPerEntry");
    this.bytesPerEntry = histogram("bytesPerEntry");
    this.entriesPerAppend = histogram("entriesPerAppend");
    this.failures = new FailureCounters(group);
    group.meter("appendedRecordsPerSecond", new MeterView(records));
    group.meter("appendedBytesPerSecond", new MeterView(bytes));
    group.gauge("bufferedBytes", bufferedBytes::getAsLong);
    group.gauge("inputWaitMillis", inputWaitClock::totalMillis);
    group.gauge("serverFullMillis", serverFullClock::totalMillis);
    group.setCurrentSendTimeGauge(() -> lastAppendMillis);
  }

  private Histogram histogram(String name) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_SIZE));
  }

  void countWritten(long valueBytes) {
    group.getNumRecordsSendCounter().inc();
    group.getNumBytesSendCounter().inc(valueBytes);
  }

  /**
   * Counts the entries of one append.
   *
   * @param tookMillis from the command to its answer
   */
  void countAppended(int appendedRecords, List<StreamEntry> appendedEntries, long tookMillis) {
    records.inc(appendedRecords);
    entries.inc(appendedEntries.size());
    entriesPerAppend.update(appendedEntries.size());
    for (StreamEntry entry : appendedEntries) {
      bytes.inc(entry.frame().length);
      bytesPerEntry.update(entry.frame().length);
      recordsPerEntry.update(Frame.head(entry.frame()).count());
    }
    lastAppendMillis = tookMillis;
  }

  /** Counts records that were in the stream already. */
  void countSkipped(int count) {
    skippedRecords.inc(count);
  }

  void countRetry(Reason reason) {
    failures.count(reason);
    retries.inc();
  }

  void countMismatch() {
    mismatches.inc();
  }

  /** Sets whether the writer's buffer is full. */
  void setInputWaits(boolean waits, long nowMillis) {
    update(inputWaitClock, this, waits, nowMillis);
  }

  /** Sets whether the server refuses a stream's appends for lack of memory. */
  void setServerFull(StreamId stream, boolean full, long nowMillis) {
    update(serverFullClock, stream, full, nowMillis);
  }

  private static void update(WaitClock clock, Object waiter, boolean waits, long nowMillis) {
    if (waits) {
      clock.begin(waiter, nowMillis);
    } else {
      clock.end(waiter, nowMillis);
    }
  }
}
