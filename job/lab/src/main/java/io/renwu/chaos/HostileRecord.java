package io.renwu.chaos;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody sends in good faith.
 *
 * @param what it is, for people
 * @param usable whether it is an event all the same; of all others a dead letter is due
 * @param key null for none
 * @param value null for none
 * @param headers how many it has
 */
record HostileRecord(
    String what, boolean usable, byte @Nullable [] key, byte @Nullable [] value, int headers) {
  private static final byte[] HEADER = new byte[64];

  static HostileRecord unusable(String what, byte @Nullable [] value) {
    return new HostileRecord(what, false, null, value, 0);
  }

  static HostileRecord unusable(String what, String value) {
    return unusable(what, value.getBytes(StandardCharsets.UTF_8));
  }

  /** An event that can be used, with an unusual key or unusual headers. */
  static HostileRecord usable(String what, byte @Nullable [] key, String value, int headers) {
    return new HostileRecord(what, true, key, value.getBytes(StandardCharsets.UTF_8), headers);
  }

  ProducerRecord<byte[], byte[]> to(String topic) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    for (int i = 0; i < headers; i++) {
      record.headers().add("header-" + i, HEADER);
    }
    return record;
  }
}
