package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import java.util.HashMap;
import java.util.Map;

/**
 * The state of the reading job: the number of records read of each stream. Each record must be the
 * next one of its stream; any other is a violation.
 */
final class History {
  private final KafkaLog kafka;
  private final Map<StreamId, Integer> counts = new HashMap<>();

  History(KafkaLog kafka) {
    this.kafka = kafka;
    restore(Map.of());
  }

  int count(StreamId stream) {
    return counts.get(stream);
  }

  Map<StreamId, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** Resets the counts to those of a checkpoint. */
  void restore(Map<StreamId, Integer> checkpoint) {
    kafka.streams().forEach(stream -> counts.put(stream, checkpoint.getOrDefault(stream, 0)));
  }

  void add(QueueRecord record) {
    int count = counts.get(record.stream());
    if (count == kafka.size(record.stream())) {
      throw new InvariantViolation(record + " is read after the end of its partition");
    }
    QueueRecord expected = kafka.get(record.stream(), count);
    if (record.offset() != expected.offset()) {
      String what = record.offset() > expected.offset() ? "lost: " : "read twice: ";
      throw new InvariantViolation(what + record + " is read, but " + expected + " is next");
    }
    counts.put(record.stream(), count + 1);
  }

  boolean isComplete() {
    for (StreamId stream : kafka.streams()) {
      if (counts.get(stream) < kafka.size(stream)) {
        return false;
      }
    }
    return true;
  }
}
