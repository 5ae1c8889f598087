package io.renwu.codec;

import io.renwu.model.Behaviors;
import io.renwu.model.DeadLetter;
import io.renwu.model.DeadLetter.Reason;
import io.renwu.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses events. The result of any bytes is a checked event or a dead letter with the first fault.
 * Thread-safe.
 */
public final class EventCodec {
  /** Longer records are refused without parsing. */
  public static final int MAX_BYTES = EventReader.MAX_BYTES;

  /** By default, how far an event's time may lie after its receipt. */
  public static final Duration DEFAULT_MAX_AHEAD = Duration.ofMinutes(5);

  private final Duration maxAhead;

  /**
   * Creates a codec.
   *
   * @param maxAhead how far an event's time may lie after its receipt; not negative
   */
  public EventCodec(Duration maxAhead) {
    this.maxAhead = maxAhead;
  }

  /**
   * Parses a record of a topic.
   *
   * @param json the record's bytes; null is the same as empty
   * @param topicBehavior the topic's behavior; a record with another one is refused
   * @param receivedAt the record's timestamp
   */
  public ParsedEvent parse(byte @Nullable [] json, String topicBehavior, Instant receivedAt) {
    try {
      EventFields fields = new EventFields(EventReader.read(bounded(json)));
      return ParsedEvent.of(recordEvent(fields, topicBehavior, receivedAt));
    } catch (UnusableRecordException unusable) {
      return ParsedEvent.of(unusable.deadLetter());
    }
  }

  /**
   * Checks a record of a topic without building its attributes.
   *
   * @return the dead letter that {@link #parse} gives; null if it gives an event
   */
  public @Nullable DeadLetter check(
      byte @Nullable [] json, String topicBehavior, Instant receivedAt) {
    try {
      EventFields fields = new EventFields(EventReader.check(bounded(json)));
      recordEvent(fields, topicBehavior, receivedAt);
      return null;
    } catch (UnusableRecordException unusable) {
      // Only the full parser finds the place of a fault exactly.
      return parse(json, topicBehavior, receivedAt).deadLetter();
    }
  }

  /**
   * Parses a line of a file: {@code behavior} is required, {@code receivedAt} defaults to the
   * event's time.
   */
  public ParsedEvent parseLine(byte @Nullable [] json) {
    try {
      EventFields fields = new EventFields(EventReader.read(bounded(json)));
      String behavior = fields.text("behavior");
      if (!Behaviors.isName(behavior)) {
        throw UnusableRecordException.wrong(
            "behavior", behavior, "a text matching " + Behaviors.NAME);
      }
      Instant receivedAt =
          fields.isAbsent("receivedAt") ? fields.time("time") : fields.time("receivedAt");
      return ParsedEvent.of(event(fields, behavior, receivedAt));
    } catch (UnusableRecordException unusable) {
      return ParsedEvent.of(unusable.deadLetter());
    }
  }

  /** The dead letter of a record that is longer than {@link #MAX_BYTES}. */
  public static DeadLetter tooLarge(long bytes) {
    return new DeadLetter(
        Reason.TOO_LARGE, null, "found " + bytes + " bytes, expected at most " + MAX_BYTES);
  }

  private static byte[] bounded(byte @Nullable [] json) throws UnusableRecordException {
    if (json == null || json.length == 0) {
      throw new UnusableRecordException(
          Reason.EMPTY, null, "found no bytes, expected a JSON object");
    }
    if (json.length > MAX_BYTES) {
      throw new UnusableRecordException(Reason.TOO_LARGE, null, tooLarge(json.length).detail());
    }
    return json;
  }

  private Event recordEvent(EventFields fields, String topicBehavior, Instant receivedAt)
      throws UnusableRecordException {
    String said = fields.optionalText("behavior");
    if (said != null && !said.equals(topicBehavior)) {
      throw new UnusableRecordException(
          Reason.BEHAVIOR_MISMATCH,
          "/behavior",
          "found " + ValueExcerpt.of(said) + ", expected \"" + topicBehavior + "\" as the topic's");
    }
    return event(fields, topicBehavior, receivedAt);
  }

  private Event event(EventFields fields, String behavior, Instant receivedAt)
      throws UnusableRecordException {
    String eventId = fields.id("eventId");
    String userId = fields.id("userId");
    Instant time = fields.time("time");
    String timezone = fields.timezone("timezone");
    Map<String, Object> attributes = fields.object("attributes");
    if (Duration.between(receivedAt, time).compareTo(maxAhead) > 0) {
      throw new UnusableRecordException(
          Reason.TIME_IN_FUTURE,
          "/time",
          "found " + time + ", expected at most " + maxAhead + " after the receipt, " + receivedAt);
    }
    return new Event(eventId, userId, behavior, time, timezone, attributes, receivedAt);
  }
}
