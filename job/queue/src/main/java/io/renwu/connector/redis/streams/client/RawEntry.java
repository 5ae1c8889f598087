package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.StreamMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Redis stream entry that is not decoded and may not be one of the queue.
 *
 * @param id the id of the entry
 * @param frame the bytes of its frame; empty without that field
 */
public record RawEntry(String id, byte[] frame) {
  private static final String FRAME = "f";

  /** Parses a script's reply: {id, {field, value …}}. */
  static RawEntry of(Object reply) {
    List<?> parts = (List<?>) reply;
    return new RawEntry(text(parts.get(0)), frame((List<?>) parts.get(1)));
  }

  static RawEntry ofMessage(StreamMessage<String, byte[]> message) {
    byte @Nullable [] frame = message.getBody() == null ? null : message.getBody().get(FRAME);
    return new RawEntry(message.getId(), frame == null ? new byte[0] : frame);
  }

  private static byte[] frame(List<?> fields) {
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (text(fields.get(i)).equals(FRAME)) {
        return (byte[]) fields.get(i + 1);
      }
    }
    return new byte[0];
  }

  private static String text(Object value) {
    return new String((byte[]) value, UTF_8);
  }
}
