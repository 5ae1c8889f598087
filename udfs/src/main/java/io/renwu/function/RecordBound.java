package io.renwu.function;

import io.renwu.codec.RecordShortener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The maximum size of a record for Kafka. Writers already bound their records; this covers topics
 * with a lower limit and unforeseen cases.
 *
 * @param maxBytes bytes of key, value and Kafka's overhead
 */
public record RecordBound(int maxBytes) {
  /** More than a batch of one record adds: a header of 61 bytes and the record's lengths. */
  public static final int OVERHEAD_BYTES = 128;

  /** No key of the system is longer. */
  private static final int MAX_KEY_BYTES = 4096;

  /** Whether Kafka accepts a record. */
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
    byte[] value = record.value();
    byte[] shortened = value == null ? null : RecordShortener.of(value, room);
    return new OutputRecord(record.output(), key, shortened);
  }

  private static long size(byte @Nullable [] key, byte @Nullable [] value) {
    return (long) OVERHEAD_BYTES
        + (key == null ? 0 : key.length)
        + (value == null ? 0 : value.length);
  }
}
