package io.renwu.function;

import io.renwu.codec.RecordShortener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How large a record may be that is handed to Kafka. What makes records bounds them already; this
 * is for those that come to a topic that allows less, and for what nobody thought of.
 *
 * @param maxBytes of key, value and what Kafka adds
 */
public record RecordBound(int maxBytes) {
  /** More than a batch of one record adds: its header of 61 bytes, and the record's own lengths. */
  public static final int OVERHEAD_BYTES = 128;

  /** No key of the system is longer. */
  private static final int MAX_KEY_BYTES = 4096;

  /** Whether Kafka takes a record. */
  public boolean admits(OutputRecord record) {
    return size(record.key(), record.value()) <= maxBytes;
  }

  /** The record, shortened as {@link RecordShortener} says. */
  public OutputRecord shorten(OutputRecord record) {
    byte[] key = record.key();
    if (key != null && key.length > MAX_KEY_BYTES) {
      key = Arrays.copyOf(key, MAX_KEY_BYTES);
    }
    int room = (int) (maxBytes - size(key, null));
    return new OutputRecord(record.output(), key, RecordShortener.of(record.value(), room));
  }

  private static long size(byte @Nullable [] key, byte @Nullable [] value) {
    return (long) OVERHEAD_BYTES
        + (key == null ? 0 : key.length)
        + (value == null ? 0 : value.length);
  }
}
