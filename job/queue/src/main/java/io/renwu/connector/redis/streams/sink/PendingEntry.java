package io.renwu.connector.redis.streams.sink;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one entry that is not in its stream yet. Once sealed, it takes no more records,
 * because a running append contains it. Not thread-safe.
 */
final class PendingEntry {
  private final List<QueueRecord> records = new ArrayList<>();
  private final long sinceMillis;
  private long bytes;
  private boolean sealed;

  /**
   * Creates an entry without records.
   *
   * @param sinceMillis when the first record arrived
   */
  PendingEntry(long sinceMillis) {
    this.sinceMillis = sinceMillis;
  }

  long sinceMillis() {
    return sinceMillis;
  }

  /** The length of a record's value. */
  static int valueBytes(QueueRecord record) {
    return requireNonNull(record.value(), "a record that is appended has a value").length;
  }

  /** The length of all values. */
  long bytes() {
    return bytes;
  }

  int size() {
    return records.size();
  }

  boolean isSealed() {
    return sealed;
  }

  void seal() {
    sealed = true;
  }

  void add(QueueRecord record) {
    records.add(record);
    bytes += valueBytes(record);
  }

  long lastOffset() {
    return records.get(records.size() - 1).offset();
  }

  /** The entry's bytes, for a stream that ends at a position. */
  byte[] frame(long previous, Compression compression) {
    return Frame.encode(previous, records, compression);
  }

  /** Removes the records up to an offset; at least the last record must be after it. */
  void removeUpTo(long offset) {
    int covered = 0;
    while (records.get(covered).offset() <= offset) {
      bytes -= valueBytes(records.get(covered));
      covered++;
    }
    records.subList(0, covered).clear();
  }
}
