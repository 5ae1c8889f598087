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
import org.jspecify.annotations.Nullable;

/** Reads the records of behavior topics; the one place that says what a dead letter looks like. */
public final class BehaviorReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String topicPrefix;
  private final Duration maxAhead;
  private transient @Nullable EventCodec codec;

  /**
   * Creates a reader.
   *
   * @param topicPrefix what stands before the behavior's type in a topic's name
   * @param maxAhead how far an event's time may lie after its receipt, and that after the clock
   */
  public BehaviorReader(String topicPrefix, Duration maxAhead) {
    this.topicPrefix = topicPrefix;
    this.maxAhead = maxAhead;
  }

  /**
   * The event in a record of a topic, or the dead letter that it becomes. Depends on the record
   * alone.
   */
  public ReadRecord read(RawRecord record) {
    if (record.timestampMillis() < 0) {
      String detail =
          "found the timestamp "
              + record.timestampMillis()
              + ", expected the time of receipt in epoch milliseconds";
      return new ReadRecord(
          null, deadLetter(record, new DeadLetter(DeadLetter.Reason.NO_TIMESTAMP, null, detail)));
    }
    if (codec == null) {
      codec = new EventCodec(maxAhead);
    }
    ParsedEvent parsed =
        codec.parse(
            record.value(),
            record.topic().substring(topicPrefix.length()),
            Instant.ofEpochMilli(record.timestampMillis()));
    DeadLetter letter = parsed.deadLetter();
    return letter == null
        ? new ReadRecord(parsed.event(), null)
        : new ReadRecord(null, deadLetter(record, letter));
  }

  /** The event in a record of the queue, or the dead letter that it becomes. */
  public ReadRecord readQueued(RawRecord record) {
    RefusedTimestamp refused = RefusedTimestamp.decode(record);
    return refused == null
        ? read(record)
        : new ReadRecord(null, deadLetter(refused.record(), refused.deadLetter()));
  }

  /** How far a record's timestamp may lie ahead of the clock that judges it. */
  Duration maxAhead() {
    return maxAhead;
  }

  /**
   * The dead letter of a record whose processing failed too often.
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
