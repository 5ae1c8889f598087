package io.renwu.reconcile.kafka;

import io.renwu.function.BehaviorReader;
import io.renwu.function.RawRecord;
import io.renwu.function.ReadRecord;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicReader;
import io.renwu.model.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The events of all behavior topics that Kafka holds, merged. A bounded number of each partition is
 * in memory. Not thread-safe.
 */
final class RecordedBehaviors {
  /** With more of a partition, no more are asked for. */
  private static final int MANY_WAITING = 1_000;

  private final KafkaAccess client;
  private final BehaviorReader reader;
  private final RefusedRecords refused;
  private final Map<TopicPartition, Long> ends;
  private final Map<TopicPartition, Deque<Recorded>> waiting = new HashMap<>();
  private final PriorityQueue<Recorded> heads;
  private RetentionLimits retentionLimits = new RetentionLimits(Map.of());
  private long unusable;

  /** An event and where it stands. */
  record Recorded(Event event, TopicPartition place, long offset) {}

  /** Takes an event. */
  @FunctionalInterface
  interface Visitor {
    void visit(Recorded recorded) throws IOException;
  }

  private RecordedBehaviors(
      KafkaAccess client,
      BehaviorReader reader,
      RefusedRecords refused,
      MergeOrder order,
      Map<TopicPartition, Long> ends) {
    this.client = client;
    this.reader = reader;
    this.refused = refused;
    this.ends = ends;
    this.heads =
        new PriorityQueue<>(
            Comparator.comparing((Recorded recorded) -> key(recorded, order))
                .thenComparing(recorded -> recorded.event().time())
                .thenComparing(recorded -> recorded.place().topic())
                .thenComparing(recorded -> recorded.place().partition()));
  }

  private static Instant key(Recorded recorded, MergeOrder order) {
    return switch (order) {
      case RECEIVED -> recorded.event().receivedAt();
      case TIME -> recorded.event().time();
    };
  }

  /**
   * Looks which topics there are and where they end.
   *
   * @param reader of the records of these topics
   * @param refused which records the collector refused
   * @throws IOException where Kafka does not answer
   */
  static RecordedBehaviors of(
      KafkaAccess client, BehaviorReader reader, RefusedRecords refused, MergeOrder order)
      throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = ReadOnlyClients.committed(client)) {
      List<TopicPartition> places = new ArrayList<>();
      consumer
          .listTopics()
          .forEach(
              (topic, partitions) -> {
                if (client.topics().isBehavior(topic)) {
                  places.addAll(TopicReader.partitions(partitions));
                }
              });
      return new RecordedBehaviors(
          client, reader, refused, order, TopicReader.ends(consumer, places));
    } catch (KafkaException e) {
      throw unreadable(e);
    }
  }

  /** Reads them. */
  void forEach(Visitor visitor) throws IOException {
    if (ends.isEmpty()) {
      return;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = ReadOnlyClients.committed(client)) {
      TopicReader unread =
          new TopicReader(consumer, ends, "the behaviors' topics", ReadOnlyClients.SILENCE);
      retentionLimits = new RetentionLimits(consumer.beginningOffsets(ends.keySet()));
      ends.keySet().forEach(place -> waiting.put(place, new ArrayDeque<>()));
      fillUp(consumer, unread);
      while (!heads.isEmpty()) {
        Recorded next = heads.remove();
        visitor.visit(next);
        Deque<Recorded> rest = waiting.get(next.place());
        rest.remove();
        if (rest.isEmpty()) {
          consumer.resume(List.of(next.place()));
          fillUp(consumer, unread);
        } else {
          heads.add(rest.element());
        }
      }
    } catch (KafkaException e) {
      throw unreadable(e);
    }
  }

  /** Until each partition that is not read to its end has a head. */
  private void fillUp(KafkaConsumer<byte[], byte[]> consumer, TopicReader unread)
      throws IOException {
    while (waiting.entrySet().stream()
        .anyMatch(entry -> entry.getValue().isEmpty() && unread.isBehind(entry.getKey()))) {
      for (ConsumerRecord<byte[], byte[]> record : unread.poll()) {
        take(consumer, record);
      }
    }
  }

  private void take(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
    retentionLimits.take(record);
    TopicPartition place = new TopicPartition(record.topic(), record.partition());
    if (record.offset() >= ends.get(place)) {
      return;
    }
    ReadRecord read =
        reader.read(
            new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.value()));
    if (read.event() == null || refused.contains(record)) {
      unusable++;
      return;
    }
    Deque<Recorded> queue = waiting.get(place);
    Recorded recorded = new Recorded(read.event(), place, record.offset());
    queue.add(recorded);
    if (queue.size() == 1) {
      heads.add(recorded);
    } else if (queue.size() == MANY_WAITING) {
      consumer.pause(List.of(place));
    }
  }

  private static IOException unreadable(KafkaException e) {
    return new IOException("cannot read the behaviors' topics: " + e.getMessage(), e);
  }

  /** By topic, when the first record was received of those whose beginning Kafka no longer has. */
  Map<String, Instant> cuts() {
    return retentionLimits.byTopic();
  }

  /** How many topics there are. */
  long topics() {
    return ends.keySet().stream().map(TopicPartition::topic).distinct().count();
  }

  /** How many records were dead letters. */
  long unusable() {
    return unusable;
  }
}
