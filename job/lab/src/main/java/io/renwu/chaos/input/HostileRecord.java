package io.renwu.chaos.input;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as only an attacker or a broken client sends it.
 *
 * @param description for people
 * @param usable whether it is an event nevertheless; every other record must become a dead letter
 * @param key null for none
 * @param value null for none
 * @param headers how many it has
 */
record HostileRecord(
    String description,
    boolean usable,
    byte @Nullable [] key,
    byte @Nullable [] value,
    int headers) {
  private static final byte[] HEADER = new byte[64];

  static HostileRecord unusable(String description, byte @Nullable [] value) {
    return new HostileRecord(description, false, null, value, 0);
  }

  static HostileRecord unusable(String description, String value) {
    return unusable(description, value.getBytes(StandardCharsets.UTF_8));
  }

  /** An event that can be used, with an unusual key or unusual headers. */
  static HostileRecord usable(
      String description, byte @Nullable [] key, String value, int headers) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new HostileRecord(description, true, key, bytes, headers);
  }

  ProducerRecord<byte[], byte[]> to(String topic) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    for (int i = 0; i < headers; i++) {
      record.headers().add("header-" + i, HEADER);
    }
    return record;
  }
}
