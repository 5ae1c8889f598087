package io.renwu.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.model.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Shortens an output record to a size limit: truncates its largest field (of a dead letter, the
 * payload) until it fits, and adds {@code "truncated": true}. Thread-safe.
 */
public final class RecordShortener {
  private static final String PAYLOAD = "payload";

  /** An upper bound of what {@code "truncated":true} and the like add. */
  private static final int ROOM = 64;

  /** Base64 writes so many characters for each three bytes. */
  private static final int BASE64_GROUP = 4;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private RecordShortener() {}

  /**
   * The record in at most {@code maxBytes}.
   *
   * @param json an output record
   * @param maxBytes the limit; the result never gets shorter than about 70
   */
  public static byte[] of(byte[] json, int maxBytes) {
    try {
      return shortened((ObjectNode) JSON.readTree(json), maxBytes);
    } catch (IOException | ClassCastException noRecord) {
      return bare(json.length);
    }
  }

  private static byte[] shortened(ObjectNode record, int maxBytes) throws IOException {
    int whole = JSON.writeValueAsBytes(record).length;
    record.put("truncated", true);
    byte[] json = JSON.writeValueAsBytes(record);
    // Each turn cuts a field to nothing, or enough of it.
    for (int turns = record.size(); json.length > maxBytes && turns > 0; turns--) {
      cutLargest(record, json.length - maxBytes);
      json = JSON.writeValueAsBytes(record);
    }
    return json.length <= maxBytes ? json : bare(whole);
  }

  private static byte[] bare(int bytes) {
    return ("{\"truncated\":true,\"recordBytes\":" + bytes + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static void cutLargest(ObjectNode record, int excessBytes) throws IOException {
    String largest = "";
    int size = -1;
    for (var field : record.properties()) {
      int bytes = JSON.writeValueAsBytes(field.getValue()).length;
      if (bytes > size) {
        size = bytes;
        largest = field.getKey();
      }
    }
    JsonNode value = record.get(largest);
    if (largest.equals(PAYLOAD)) {
      cutPayload(record, excessBytes);
    } else if (value.isTextual()) {
      record.put(largest, prefix(value.textValue(), excessBytes));
    } else if (value instanceof ArrayNode array) {
      cut(array, excessBytes);
    } else {
      record.putNull(largest);
    }
  }

  /** As {@link OutputJson#deadLetter} cuts it. */
  private static void cutPayload(ObjectNode record, int excessBytes) {
    String payload = record.get(PAYLOAD).asText();
    if (!record.has("payloadBytes")) {
      record.put("payloadBytes", Base64.getDecoder().decode(payload).length);
    }
    int kept = (payload.length() - excessBytes - ROOM) / BASE64_GROUP * BASE64_GROUP;
    boolean tooLarge = DeadLetter.Reason.TOO_LARGE.name().equals(record.path("reason").textValue());
    record.put(PAYLOAD, tooLarge || kept <= 0 ? null : payload.substring(0, kept));
  }

  private static @Nullable String prefix(String text, int excessBytes) {
    int kept = Math.max(0, text.length() - excessBytes - ROOM);
    return kept == 0 ? null : UnicodeCheck.wellFormed(text.substring(0, kept));
  }

  private static void cut(ArrayNode array, int excessBytes) throws IOException {
    int excess = excessBytes + ROOM;
    while (excess > 0 && !array.isEmpty()) {
      JsonNode last = array.remove(array.size() - 1);
      excess -= JSON.writeValueAsBytes(last).length + 1;
    }
  }
}
