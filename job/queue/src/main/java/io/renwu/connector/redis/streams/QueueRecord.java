package io.renwu.connector.redis.streams;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record of the queue, or a mark that tells a writer about the offsets of a stream.
 *
 * @param stream its stream
 * @param offset its offset in its Kafka partition
 * @param receivedAtMillis when Kafka received it, epoch milliseconds; passed on, never interpreted
 * @param value its bytes, not copied and not to be changed; null for skips and origins
 * @param kind what it means
 * @param incarnation see {@link #origin}; null for records and skips
 */
public record QueueRecord(
    StreamId stream,
    long offset,
    long receivedAtMillis,
    byte @Nullable [] value,
    Kind kind,
    @Nullable String incarnation) {
  /** What an instance means. */
  public enum Kind {
    /** The record at the offset. */
    RECORD,
    /** The record at the offset and those left out before it do not belong into the queue. */
    SKIP,
    /** The partition is read from this offset on; the stream already has everything before it. */
    ORIGIN
  }

  /** A record. */
  public QueueRecord(StreamId stream, long offset, long receivedAtMillis, byte[] value) {
    this(stream, offset, receivedAtMillis, value, Kind.RECORD, null);
  }

  /** A mark that no further record up to and including an offset belongs into the queue. */
  public static QueueRecord skip(StreamId stream, long offset) {
    return new QueueRecord(stream, offset, 0, null, Kind.SKIP, null);
  }

  /**
   * A mark of the offset from which a partition is read: everything before it is in the stream or
   * must not be. A writer whose stream ends earlier reports a loss.
   *
   * @param incarnation a text that is constant for the life of a topic and differs after the topic
   *     was recreated, such as Kafka's topic id. If the first record of a stream is no origin, its
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
    return stream + "@" + offset + " (" + (value == null ? kind : value.length + " bytes") + ")";
  }
}
