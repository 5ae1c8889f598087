package io.renwu.chaos;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record on the topic of rules, from a plain Kafka client, that must not change a task.
 *
 * @param what it is, for people
 * @param key null for none
 * @param value null for none
 */
record HostileDocument(String what, byte @Nullable [] key, byte @Nullable [] value) {
  static HostileDocument of(String what, String key, String text) {
    return new HostileDocument(what, utf8(key), utf8(text));
  }

  /** The value, as far as it is text. */
  String text() {
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
