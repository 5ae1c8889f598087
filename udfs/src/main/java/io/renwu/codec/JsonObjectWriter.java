package io.renwu.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.renwu.model.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object, field by field in the order of the calls. Decimals are plain and exact,
 * times ISO-8601 in UTC, texts UTF-8 with every unpaired surrogate replaced.
 */
final class JsonObjectWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  /** Writes the fields of an object. Writes go to memory and never fail. */
  @FunctionalInterface
  interface Body {
    void write(JsonObjectWriter out) throws IOException;
  }

  private final JsonGenerator json;

  private JsonObjectWriter(JsonGenerator json) {
    this.json = json;
  }

  static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(new JsonObjectWriter(json));
      json.writeEndObject();
    } catch (IOException unreachable) {
      throw new IllegalStateException("writing to memory", unreachable);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes a field.
   *
   * @param name well-formed
   */
  void field(String name, @Nullable Object value) throws IOException {
    json.writeFieldName(name);
    value(value);
  }

  /** Writes a field with an array of objects. */
  <T> void objects(String name, List<T> elements, ElementBody<T> body) throws IOException {
    json.writeArrayFieldStart(name);
    for (T element : elements) {
      json.writeStartObject();
      body.write(this, element);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the fields of one element. */
  @FunctionalInterface
  interface ElementBody<T> {
    void write(JsonObjectWriter out, T element) throws IOException;
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        field(UnicodeCheck.wellFormed((String) member.getKey()), member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        value(element);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(UnicodeCheck.wellFormed(text));
    } else if (value instanceof Instant time) {
      json.writeString(Timestamps.text(time));
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constant.name());
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }
}
