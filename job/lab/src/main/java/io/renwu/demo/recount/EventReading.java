package io.renwu.demo.recount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Decides which records can be used, as the contract's section on events says. */
final class EventReading {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_ID_CHARACTERS = 128;
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private EventReading() {}

  /**
   * Reads an event; empty if the record must become a dead letter.
   *
   * @param readBy a moment by which the record had been read
   */
  static Optional<UserEvent> read(SentRecord record, Instant readBy) {
    if (record.value().length == 0 || record.value().length > MAX_BYTES) {
      return Optional.empty();
    }
    if (Instant.ofEpochMilli(record.timestampMillis()).minus(MAX_AHEAD).isAfter(readBy)) {
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record.value())).toString();
      return read(JSON.readTree(text), record);
    } catch (CharacterCodingException | JsonProcessingException | NumberFormatException notJson) {
      // Jackson throws NumberFormatException for a number with a huge exponent.
      return Optional.empty();
    }
  }

  private static Optional<UserEvent> read(JsonNode json, SentRecord record) {
    Instant receivedAt = Instant.ofEpochMilli(record.timestampMillis());
    Optional<Instant> time = time(json.path("time"));
    JsonNode behavior = json.path("behavior");
    JsonNode attributes = json.path("attributes");
    JsonNode timezone = json.path("timezone");
    boolean usable =
        json.isObject()
            && isId(json.path("eventId"))
            && isId(json.path("userId"))
            && time.isPresent()
            && !time.get().isAfter(receivedAt.plus(MAX_AHEAD))
            && (isAbsent(behavior) || behavior.asText().equals(record.behavior()))
            && (isAbsent(attributes) || attributes.isObject())
            && (isAbsent(timezone) || ZONES.contains(timezone.textValue()));
    if (!usable) {
      return Optional.empty();
    }
    return Optional.of(
        new UserEvent(
            json.get("eventId").textValue(),
            json.get("userId").textValue(),
            record.behavior(),
            time.get(),
            isAbsent(timezone) ? null : ZoneId.of(timezone.textValue()),
            isAbsent(attributes) ? JSON.createObjectNode() : attributes,
            receivedAt));
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static boolean isId(JsonNode node) {
    if (!node.isTextual()) {
      return false;
    }
    String id = node.textValue();
    int characters = id.codePointCount(0, id.length());
    return characters >= 1 && characters <= MAX_ID_CHARACTERS;
  }

  private static Optional<Instant> time(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Optional.of(Instant.ofEpochMilli(node.longValue()));
    }
    if (!node.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(node.textValue()).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
