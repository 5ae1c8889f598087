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
