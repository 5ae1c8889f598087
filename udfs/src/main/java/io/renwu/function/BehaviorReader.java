package io.renwu.function;

import io.renwu.codec.EventCodec;
import io.renwu.codec.OutputJson;
import io.renwu.codec.ParsedEvent;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.DeadLetter;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the records of behavior topics and builds the dead letters of unusable ones. */
public final class BehaviorReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String topicPrefix;
  private final Duration maxAhead;
  private transient @Nullable EventCodec codec;

  /**
   * Creates a reader.
   *
   * @param topicPrefix the part of a topic's name before the behavior
   * @param maxAhead how far an event's time may be after its receipt, and a receipt after the clock
   */
  public BehaviorReader(String topicPrefix, Duration maxAhead) {
    this.topicPrefix = topicPrefix;
    this.maxAhead = maxAhead;
  }

  /**
   * Reads the event of a record of a topic, or builds its dead letter. The result depends only on
   * the record.
   */
  public ReadRecord read(RawRecord record) {
    DeadLetter letter = untimed(record);
    if (letter == null) {
      String behavior = record.topic().substring(topicPrefix.length());
      ParsedEvent parsed = codec().parse(record.value(), behavior, receivedAt(record));
      if (parsed.event() != null) {
        return new ReadRecord(parsed.event(), null);
      }
      letter = Objects.requireNonNull(parsed.deadLetter(), "exactly one of the two is null");
    }
    return new ReadRecord(null, deadLetter(record, letter));
  }

  /**
   * Checks a record of a topic without building its event.
   *
   * @return the dead letter that {@link #read} gives; null if it gives an event
   */
  @Nullable OutputRecord check(RawRecord record) {
    DeadLetter letter = untimed(record);
    if (letter == null) {
      String behavior = record.topic().substring(topicPrefix.length());
      letter = codec().check(record.value(), behavior, receivedAt(record));
    }
    return letter == null ? null : deadLetter(record, letter);
  }

  private static @Nullable DeadLetter untimed(RawRecord record) {
    if (record.timestampMillis() >= 0) {
      return null;
    }
    String detail =
        "found the timestamp "
            + record.timestampMillis()
            + ", expected the time of receipt in epoch milliseconds";
    return new DeadLetter(DeadLetter.Reason.NO_TIMESTAMP, null, detail);
  }

  private EventCodec codec() {
    EventCodec current = codec;
    if (current == null) {
      current = new EventCodec(maxAhead);
      codec = current;
    }
    return current;
  }

  private static Instant receivedAt(RawRecord record) {
    return Instant.ofEpochMilli(record.timestampMillis());
  }

  /** Reads the event of a record of the queue, or builds its dead letter. */
  public ReadRecord readQueued(RawRecord record) {
    RefusedTimestamp refused = RefusedTimestamp.decode(record);
    return refused == null
        ? read(record)
        : new ReadRecord(null, deadLetter(refused.record(), refused.deadLetter()));
  }

  /** How far a record's timestamp may be ahead of the collector's clock. */
  Duration maxAhead() {
    return maxAhead;
  }

  /**
   * Builds the dead letter of a record whose processing failed too often.
   *
   * @param detail how often, when last, and why
   */
  public static OutputRecord poison(RawRecord record, String detail) {
    return deadLetter(record, new DeadLetter(DeadLetter.Reason.POISON, null, detail));
  }

  private static OutputRecord deadLetter(RawRecord record, DeadLetter deadLetter) {
    byte[] key =
        (record.topic() + "/" + record.partition() + "/" + record.offset())
            .getBytes(StandardCharsets.UTF_8);
    byte[] letter =
        OutputJson.deadLetter(
            record.topic(), record.partition(), record.offset(), deadLetter, record.value());
    return new OutputRecord(Output.DEAD_LETTERS, key, letter);
  }
}
