package io.renwu.codec;

import io.renwu.model.Timestamps;
import io.renwu.model.Zones;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks and converts a record's fields; {@code null} is the same as absent. */
final class EventFields {
  private static final int MAX_ID_CODE_POINTS = 128;

  private final Map<String, Object> fields;

  EventFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  boolean isAbsent(String field) {
    return fields.get(field) == null;
  }

  /** A text; null if absent. */
  @Nullable String optionalText(String field) throws UnusableRecordException {
    Object value = fields.get(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw UnusableRecordException.wrong(field, value, "a text");
  }

  String text(String field) throws UnusableRecordException {
    String text = optionalText(field);
    if (text == null) {
      throw UnusableRecordException.missing(field);
    }
    return text;
  }

  String id(String field) throws UnusableRecordException {
    String id = text(field);
    if (id.isEmpty() || id.codePointCount(0, id.length()) > MAX_ID_CODE_POINTS) {
      throw UnusableRecordException.wrong(
          field, id, "a text of 1 to " + MAX_ID_CODE_POINTS + " characters");
    }
    return id;
  }

  Instant time(String field) throws UnusableRecordException {
    Object value = fields.get(field);
    if (value == null) {
      throw UnusableRecordException.missing(field);
    }
    return Timestamps.parse(value)
        .orElseThrow(() -> UnusableRecordException.wrong(field, value, Timestamps.EXPECTED));
  }

  /** The name of an existing zone; null if absent. */
  @Nullable String timezone(String field) throws UnusableRecordException {
    String zone = optionalText(field);
    if (zone != null && Zones.find(zone).isEmpty()) {
      throw UnusableRecordException.wrong(field, zone, "the name of an IANA time zone");
    }
    return zone;
  }

  /** An object; empty if absent. */
  Map<String, Object> object(String field) throws UnusableRecordException {
    Object value = fields.get(field);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?>)) {
      throw UnusableRecordException.wrong(field, value, "an object");
    }
    @SuppressWarnings("unchecked") // EventReader makes no other maps
    Map<String, Object> members = (Map<String, Object>) value;
    return Collections.unmodifiableMap(members);
  }
}
