package io.renwu.codec;

import io.renwu.model.Timestamps;
import io.renwu.model.Zones;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/** The checked reading of a record's fields; {@code null} is the same as absent. */
final class EventFields {
  private static final int MAX_ID_CODE_POINTS = 128;

  private final Map<String, Object> fields;

  EventFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  boolean isAbsent(String field) {
    return fields.get(field) == null;
  }

  /** A text, or null where absent. */
  String optionalText(String field) throws Unusable {
    Object value = fields.get(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw Unusable.wrong(field, value, "a text");
  }

  String text(String field) throws Unusable {
    String text = optionalText(field);
    if (text == null) {
      throw Unusable.missing(field);
    }
    return text;
  }

  String id(String field) throws Unusable {
    String id = text(field);
    if (id.isEmpty() || id.codePointCount(0, id.length()) > MAX_ID_CODE_POINTS) {
      throw Unusable.wrong(field, id, "a text of 1 to " + MAX_ID_CODE_POINTS + " characters");
    }
    return id;
  }

  Instant time(String field) throws Unusable {
    Object value = fields.get(field);
    if (value == null) {
      throw Unusable.missing(field);
    }
    return Timestamps.parse(value)
        .orElseThrow(() -> Unusable.wrong(field, value, Timestamps.EXPECTED));
  }

  /** The name of a zone that exists, or null where absent. */
  String timezone(String field) throws Unusable {
    String zone = optionalText(field);
    if (zone != null && Zones.find(zone).isEmpty()) {
      throw Unusable.wrong(field, zone, "the name of an IANA time zone");
    }
    return zone;
  }

  /** An object, empty where absent. */
  Map<String, Object> object(String field) throws Unusable {
    Object value = fields.get(field);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?>)) {
      throw Unusable.wrong(field, value, "an object");
    }
    @SuppressWarnings("unchecked") // EventReader makes no other maps
    Map<String, Object> members = (Map<String, Object>) value;
    return Collections.unmodifiableMap(members);
  }
}
