package io.renwu.connector.redis.streams.sink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** What a writer counts. The names are part of the connector's interface. */
final class SinkMetrics {
  private final SinkWriterMetricGroup group;
  private final Counter records;
  private final Counter bytes;
  private final Counter entries;
  private final Counter skipped;
  private final Counter retries;
  private final Counter mismatches;

  SinkMetrics(SinkWriterMetricGroup group) {
    this.group = group;
    this.records = group.counter("appendedRecords");
    this.bytes = group.counter("appendedBytes");
    this.entries = group.counter("appendedEntries");
    this.skipped = group.counter("skippedRecords");
    this.retries = group.counter("retries");
    this.mismatches = group.counter("chainMismatches");
  }

  void written(long valueBytes) {
    group.getNumRecordsSendCounter().inc();
    group.getNumBytesSendCounter().inc(valueBytes);
  }

  void appended(int appendedRecords, int appendedEntries, long frameBytes) {
    records.inc(appendedRecords);
    entries.inc(appendedEntries);
    bytes.inc(frameBytes);
  }

  /** Records that were in the stream already. */
  void skipped(int count) {
    skipped.inc(count);
  }

  void retried() {
    retries.inc();
  }

  void mismatched() {
    mismatches.inc();
  }
}
