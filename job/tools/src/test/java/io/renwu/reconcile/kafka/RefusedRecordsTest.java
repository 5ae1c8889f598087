package io.renwu.reconcile.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.OutputJson;
import io.renwu.model.DeadLetter;
import io.renwu.model.DeadLetter.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RefusedRecordsTest {
  private static final String TOPIC = "behavior.login";
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final RefusedRecords refused = new RefusedRecords(NOON, Duration.ofMinutes(5));

  @Test
  void aRecordWithADeadLetterForItsTimestampWasRefused() {
    letter("behavior.login/0/7", Reason.TIMESTAMP_AHEAD);
    letter("behavior.login/0/8", Reason.POISON);
    refused.add(record("task.dead-letters", 0, NOON, "behavior.login/0/9", "no JSON"));
    refused.add(record("task.dead-letters", 0, NOON, "behavior.login/0/9", null));
    assertThat(refused.contains(at(7, NOON))).isTrue();
    assertThat(refused.contains(at(8, NOON))).isFalse();
    assertThat(refused.contains(at(9, NOON))).isFalse();
  }

  @Test
  void aRecordAheadOfTheClockWillBeRefused() {
    assertThat(refused.contains(at(1, NOON.plusSeconds(300)))).isFalse();
    assertThat(refused.contains(at(1, NOON.plusSeconds(301)))).isTrue();
  }

  private void letter(String key, Reason reason) {
    byte[] json = OutputJson.deadLetter(TOPIC, 0, 7, new DeadLetter(reason, null, ""), null);
    refused.add(record("task.dead-letters", 0, NOON, key, new String(json, UTF_8)));
  }

  private static ConsumerRecord<byte[], byte[]> at(long offset, Instant timestamp) {
    return record(TOPIC, offset, timestamp, "u", "{}");
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, Instant timestamp, String key, String value) {
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        timestamp.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        key.getBytes(UTF_8),
        bytes,
        new RecordHeaders(),
        Optional.empty());
  }
}
