package io.renwu.reconcile.kafka;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the time of the first record of each partition whose beginning Kafka no longer has. Not
 * thread-safe.
 */
final class RetentionLimits {
  private final Map<TopicPartition, Instant> first = new HashMap<>();

  /**
   * Starts without records.
   *
   * @param begins the first offset of each partition
   */
  RetentionLimits(Map<TopicPartition, Long> begins) {
    begins.forEach(
        (place, begin) -> {
          if (begin > 0) {
            first.put(place, Instant.MAX);
          }
        });
  }

  /** Adds a record; only the first of each partition counts. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    first.computeIfPresent(
        new TopicPartition(record.topic(), record.partition()),
        (place, known) ->
            known.equals(Instant.MAX) ? Instant.ofEpochMilli(record.timestamp()) : known);
  }

  /** The latest time of each topic's partitions; {@link Instant#MAX} if one has no record left. */
  Map<String, Instant> byTopic() {
    Map<String, Instant> cuts = new HashMap<>();
    first.forEach((place, at) -> cuts.merge(place.topic(), at, (a, b) -> a.isAfter(b) ? a : b));
    return cuts;
  }
}
