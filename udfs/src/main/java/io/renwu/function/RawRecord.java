package io.renwu.function;

import org.jspecify.annotations.Nullable;

/**
 * One record of a behavior's topic, unread; or what is said of its partition between the records.
 *
 * @param timestampMillis the log's timestamp: when the record was received
 * @param value null or empty for a record without content
 * @param incarnation of an origin: the id of the topic that the partition is of; else null
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte @Nullable [] value,
    Kind kind,
    @Nullable String incarnation) {
  /** What it is. */
  public enum Kind {
    /** The record at the offset. */
    RECORD,
    /** The record at the offset, and those left out before it, have no place in the queue. */
    SKIP,
    /** The partition is read from the offset on: the queue has all that came before. */
    ORIGIN
  }

  /** A record. */
  public RawRecord(
      String topic, int partition, long offset, long timestampMillis, byte @Nullable [] value) {
    this(topic, partition, offset, timestampMillis, value, Kind.RECORD, null);
  }

  /** Says that nothing up to an offset, but what came already, has a place in the queue. */
  public static RawRecord skip(String topic, int partition, long offset) {
    return new RawRecord(topic, partition, offset, 0, null, Kind.SKIP, null);
  }

  /** Says that a partition is read from an offset on because the queue has all before it. */
  public static RawRecord origin(
      String topic, int partition, long offset, @Nullable String incarnation) {
    return new RawRecord(topic, partition, offset, 0, null, Kind.ORIGIN, incarnation);
  }
}
