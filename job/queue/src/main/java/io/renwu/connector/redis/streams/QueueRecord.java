package io.renwu.connector.redis.streams;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record of the queue, or what a writer has to know of a stream besides its records.
 *
 * @param stream where it belongs
 * @param offset its offset in the Kafka partition that it came from
 * @param receivedAtMillis when it was received, epoch milliseconds; carried along, never
 *     interpreted
 * @param value its bytes; not copied, not to be changed; null for all but records
 * @param kind what it says
 * @param incarnation of an origin: see {@link #origin}; else null
 */
public record QueueRecord(
    StreamId stream,
    long offset,
    long receivedAtMillis,
    byte @Nullable [] value,
    Kind kind,
    @Nullable String incarnation) {
  /** What it says. */
  public enum Kind {
    /** The record at the offset. */
    RECORD,
    /** The record at the offset has no place in the queue, and neither have those left out. */
    SKIP,
    /** The partition is read from the offset on: the stream has all that came before. */
    ORIGIN
  }

  /** A record. */
  public QueueRecord(StreamId stream, long offset, long receivedAtMillis, byte[] value) {
    this(stream, offset, receivedAtMillis, value, Kind.RECORD, null);
  }

  /** Says that nothing up to an offset, but what was given already, has a place in the queue. */
  public static QueueRecord skip(StreamId stream, long offset) {
    return new QueueRecord(stream, offset, 0, null, Kind.SKIP, null);
  }

  /**
   * Marks the offset from which a partition is read, because its stream has, or must not have,
   * everything before it. A writer that finds the stream to end earlier reports a loss.
   *
   * @param incarnation a text that stays the same for the life of a topic and differs after the
   *     topic was recreated, as Kafka's topic id does. If a stream's first record is no origin, its
   *     topic counts as never recreated
   */
  public static QueueRecord origin(StreamId stream, long offset, @Nullable String incarnation) {
    return new QueueRecord(stream, offset, 0, null, Kind.ORIGIN, incarnation);
  }

  /** The value of a record that has one. */
  byte[] bytes() {
    return Objects.requireNonNull(value, "skips and origins are never put into a frame");
  }

  @Override
  public String toString() {
    return stream
        + "@"
        + offset
        + " ("
        + (value == null ? kind : value.length + " bytes")
        + ")";
  }
}
