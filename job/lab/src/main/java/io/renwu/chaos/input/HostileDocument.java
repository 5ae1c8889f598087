package io.renwu.chaos.input;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record on the topic of rules, from a plain Kafka client, that must not change a task.
 *
 * @param description for people
 * @param key null for none
 * @param value null for none
 */
record HostileDocument(String description, byte @Nullable [] key, byte @Nullable [] value) {
  static HostileDocument of(String description, String key, String text) {
    return new HostileDocument(description, utf8(key), utf8(text));
  }

  /** The value as text; empty for none. */
  String text() {
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
