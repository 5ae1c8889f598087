package io.renwu.demo.recount;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds records, and recounts the due rewards of the sample tasks for them. */
final class Sent {
  private final List<SentRecord> records = new ArrayList<>();

  /** Adds an event that was received when it happened. */
  Sent event(String userId, String behavior, String time, String attributes) {
    return event(userId, behavior, time, time, attributes);
  }

  Sent event(String userId, String behavior, String time, String receivedAt, String attributes) {
    String json =
        "{\"eventId\":\"e-%d\",\"userId\":\"%s\",\"time\":\"%s\",\"attributes\":{%s}}"
            .formatted(records.size(), userId, time, attributes.replace('\'', '"'));
    return raw(behavior, json, receivedAt);
  }

  Sent raw(String behavior, String value, String receivedAt) {
    records.add(
        new SentRecord(
            behavior,
            value.getBytes(StandardCharsets.UTF_8),
            OffsetDateTime.parse(receivedAt).toInstant().toEpochMilli()));
    return this;
  }

  /** Adds the last record again. */
  Sent again(String receivedAt) {
    SentRecord last = records.get(records.size() - 1);
    return raw(last.behavior(), new String(last.value(), StandardCharsets.UTF_8), receivedAt);
  }

  DueOutputs expectation() {
    return new Recount(RecountSampleTasks.documents()).expect(records);
  }

  /** The payments of one task by key, in a readable form. */
  Map<String, String> due(String taskId) {
    Map<String, String> due = new TreeMap<>();
    expectation()
        .grants()
        .forEach(
            (key, payment) -> {
              if (key.taskId().equals(taskId)) {
                due.put(key.toString(), payment.toString());
              }
            });
    return due;
  }
}
