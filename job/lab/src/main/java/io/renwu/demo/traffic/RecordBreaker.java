package io.renwu.demo.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks good events, so that the contract requires a dead letter. */
final class RecordBreaker {
  /** The contract's bound on a record's value. */
  private static final int MAX_BYTES = 64 * 1024;

  /** Only one in this many drawn huge records is kept; the others become another kind. */
  private static final int LARGE_ONE_IN = 4;

  /** Well beyond the five minutes that a time may lie ahead. */
  private static final long FUTURE_MILLIS = 10 * 60_000L;

  private static final List<String> REQUIRED = List.of("eventId", "userId", "time");

  private final SplittableRandom random;

  RecordBreaker(SplittableRandom random) {
    this.random = random;
  }

  Breakage draw() {
    Breakage[] kinds = Breakage.values();
    Breakage kind = kinds[random.nextInt(kinds.length)];
    return kind == Breakage.TOO_LARGE && random.nextInt(LARGE_ONE_IN) > 0
        ? Breakage.NOT_JSON
        : kind;
  }

  byte[] broken(Breakage kind, ObjectNode event, String behavior, long nowMillis) {
    return switch (kind) {
      case EMPTY -> new byte[0];
      case NOT_JSON -> "<event user=\"7\">login</event>".getBytes(StandardCharsets.UTF_8);
      case TRUNCATED -> truncated(EventWriter.bytes(event));
      case NOT_AN_OBJECT -> ("[" + event + "]").getBytes(StandardCharsets.UTF_8);
      case NOT_UTF8 -> notUtf8(event);
      case TOO_LARGE -> EventWriter.bytes(padded(event));
      case MISSING_FIELD -> EventWriter.bytes(missing(event));
      case WRONG_FIELD -> EventWriter.bytes(wrong(event));
      case WRONG_BEHAVIOR -> EventWriter.bytes(event.put("behavior", other(behavior)));
      case FUTURE_TIME -> EventWriter.bytes(event.put("time", nowMillis + FUTURE_MILLIS));
      case UNKNOWN_TIMEZONE -> EventWriter.bytes(event.put("timezone", "Mars/Olympus_Mons"));
    };
  }

  private byte[] truncated(byte[] whole) {
    return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
  }

  private static byte[] notUtf8(ObjectNode event) {
    ObjectNode attributes = (ObjectNode) event.get("attributes");
    attributes.put("note", "#");
    byte[] bytes = EventWriter.bytes(event);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '#') {
        bytes[i] = (byte) 0xFF;
      }
    }
    return bytes;
  }

  private static ObjectNode padded(ObjectNode event) {
    ObjectNode attributes = (ObjectNode) event.get("attributes");
    attributes.put("padding", "x".repeat(MAX_BYTES));
    return event;
  }

  private ObjectNode missing(ObjectNode event) {
    String field = REQUIRED.get(random.nextInt(REQUIRED.size()));
    if (random.nextBoolean()) {
      event.remove(field);
    } else {
      event.putNull(field);
    }
    return event;
  }

  private ObjectNode wrong(ObjectNode event) {
    switch (random.nextInt(7)) {
      case 0 -> event.put("eventId", "");
      case 1 -> event.put("eventId", "e".repeat(129));
      case 2 -> event.putArray("userId");
      case 3 -> event.put("time", true);
      case 4 -> event.put("time", "yesterday at noon");
      case 5 -> event.put("attributes", "channel=ios");
      default -> event.put("timezone", 8);
    }
    return event;
  }

  private static String other(String behavior) {
    return behavior.equals(TrafficBehaviors.LOGIN)
        ? TrafficBehaviors.COMMENT
        : TrafficBehaviors.LOGIN;
  }
}
