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

/** Reads the records of behavior topics; the one place that says what a dead letter looks like. */
public final class BehaviorReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String topicPrefix;
  private final Duration maxAhead;
  private transient EventCodec codec;

  /**
   * Creates a reader.
   *
   * @param topicPrefix what stands before the behavior's type in a topic's name
   * @param maxAhead how far an event's time may lie after its receipt
   */
  public BehaviorReader(String topicPrefix, Duration maxAhead) {
    this.topicPrefix = topicPrefix;
    this.maxAhead = maxAhead;
  }

  /** The event in a record, or the dead letter that it becomes. */
  public ReadRecord read(RawRecord record) {
    if (codec == null) {
      codec = new EventCodec(maxAhead);
    }
    ParsedEvent parsed =
        codec.parse(
            record.value(),
            record.topic().substring(topicPrefix.length()),
            Instant.ofEpochMilli(record.timestampMillis()));
    if (parsed.event() != null) {
      return new ReadRecord(parsed.event(), null);
    }
    return new ReadRecord(null, deadLetter(record, parsed.deadLetter()));
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
