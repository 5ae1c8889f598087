package io.renwu.function;

import io.renwu.model.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that the collector refused because its timestamp is ahead of the collector's clock.
 *
 * <p>A clock check can have another result on a retry, and the queue keeps a record only from the
 * first attempt. Therefore the result is appended to the queue in the record's place: the first
 * append decides, and the reader of the queue writes the dead letter.
 *
 * <pre>
 * value   = 0x00 0x01 timestamp clock bound original   three times 8 bytes, big-endian milliseconds
 * receipt = clock
 * </pre>
 *
 * <p>No usable record begins with these two bytes, because no JSON does.
 *
 * @param record the record in Kafka
 * @param clockMillis the collector's clock when it checked the record
 * @param boundMillis how far ahead of the clock a timestamp was allowed to be
 */
record RefusedTimestamp(RawRecord record, long clockMillis, long boundMillis) {
  private static final short MARK = 0x0001;
  private static final int HEAD_BYTES = Short.BYTES + 3 * Long.BYTES;

  /**
   * Checks the timestamp of a usable record.
   *
   * @return null if it is not too far ahead of the clock
   */
  static @Nullable RefusedTimestamp check(RawRecord record, long clockMillis, Duration maxAhead) {
    long boundMillis = maxAhead.toMillis();
    return record.timestampMillis() - clockMillis > boundMillis
        ? new RefusedTimestamp(record, clockMillis, boundMillis)
        : null;
  }

  /** The record that is appended to the queue in the refused record's place. */
  RawRecord toQueueRecord() {
    byte[] original = Objects.requireNonNull(record.value(), "a usable record has a value");
    byte[] value =
        ByteBuffer.allocate(HEAD_BYTES + original.length)
            .putShort(MARK)
            .putLong(record.timestampMillis())
            .putLong(clockMillis)
            .putLong(boundMillis)
            .put(original)
            .array();
    return with(record, clockMillis, value);
  }

  /** Decodes a record of the queue; null if it is no refused record. */
  static @Nullable RefusedTimestamp decode(RawRecord queued) {
    byte[] value = queued.value();
    if (value == null || value.length < HEAD_BYTES) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    if (bytes.getShort() != MARK) {
      return null;
    }
    long timestampMillis = bytes.getLong();
    long clockMillis = bytes.getLong();
    long boundMillis = bytes.getLong();
    byte[] original = new byte[bytes.remaining()];
    bytes.get(original);
    return new RefusedTimestamp(with(queued, timestampMillis, original), clockMillis, boundMillis);
  }

  private static RawRecord with(RawRecord record, long timestampMillis, byte[] value) {
    return new RawRecord(
        record.topic(), record.partition(), record.offset(), timestampMillis, value);
  }

  DeadLetter deadLetter() {
    String detail =
        "found the timestamp "
            + Instant.ofEpochMilli(record.timestampMillis())
            + ", expected at most "
            + Duration.ofMillis(boundMillis)
            + " after the collector's clock, "
            + Instant.ofEpochMilli(clockMillis);
    return new DeadLetter(DeadLetter.Reason.TIMESTAMP_AHEAD, null, detail);
  }
}
