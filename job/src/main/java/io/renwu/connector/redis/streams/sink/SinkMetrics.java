package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.client.RedisStreamsException.Reason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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
  private final Map<Reason, Counter> failures = new EnumMap<>(Reason.class);

  SinkMetrics(SinkWriterMetricGroup group) {
    this.group = group;
    this.records = group.counter("appendedRecords");
    this.bytes = group.counter("appendedBytes");
    this.entries = group.counter("appendedEntries");
    this.skipped = group.counter("skippedRecords");
    this.retries = group.counter("retries");
    this.mismatches = group.counter("chainMismatches");
    for (Reason reason : Reason.values()) {
      failures.put(reason, group.counter(nameOf(reason)));
    }
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

  /** {@code failuresNoMaster} and so on. */
  private static String nameOf(Reason reason) {
    StringBuilder name = new StringBuilder("failures");
    for (String word : reason.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  void retried(Reason reason) {
    failures.get(reason).inc();
    retries.inc();
  }

  void mismatched() {
    mismatches.inc();
  }
}
