package io.renwu.function;

import org.jspecify.annotations.Nullable;

/**
 * An undecoded record of a behavior topic, or a mark between the records of a partition.
 *
 * @param timestampMillis Kafka's timestamp: when the record was received
 * @param value null or empty for a record without content
 * @param incarnation for an origin, Kafka's id of the topic; else null
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte @Nullable [] value,
    Kind kind,
    @Nullable String incarnation) {
  /** The kind of a record. */
  public enum Kind {
    /** The record at the offset. */
    RECORD,
    /** The record at the offset, and missing ones before it, are not in the queue. */
    SKIP,
    /** The partition is read from the offset on; the queue has all records before it. */
    ORIGIN
  }

  /** A record. */
  public RawRecord(
      String topic, int partition, long offset, long timestampMillis, byte @Nullable [] value) {
    this(topic, partition, offset, timestampMillis, value, Kind.RECORD, null);
  }

  /** Marks all records up to an offset, except those already passed on, as not in the queue. */
  public static RawRecord skip(String topic, int partition, long offset) {
    return new RawRecord(topic, partition, offset, 0, null, Kind.SKIP, null);
  }

  /** Marks that a partition is read from an offset on; the queue has all records before it. */
  public static RawRecord origin(
      String topic, int partition, long offset, @Nullable String incarnation) {
    return new RawRecord(topic, partition, offset, 0, null, Kind.ORIGIN, incarnation);
  }
}
