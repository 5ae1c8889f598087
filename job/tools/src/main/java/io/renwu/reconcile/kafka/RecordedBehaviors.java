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
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads and merges the events of all behavior topics. Keeps a bounded number of each partition in
 * memory. Not thread-safe.
 */
final class RecordedBehaviors {
  /** A partition with so many events in memory is paused. */
  private static final int MANY_WAITING = 1_000;

  private final KafkaAccess client;
  private final BehaviorReader reader;
  private final RefusedRecords refused;
  private final Map<TopicPartition, Long> ends;
  private final Map<TopicPartition, Deque<RecordedEvent>> waiting = new HashMap<>();
  private final PriorityQueue<RecordedEvent> heads;
  private RetentionLimits retentionLimits = new RetentionLimits(Map.of());
  private long unusable;

  /** An event and its place in Kafka. */
  record RecordedEvent(Event event, TopicPartition place, long offset) {}

  /** Receives an event. */
  @FunctionalInterface
  interface Visitor {
    void visit(RecordedEvent recorded) throws IOException;
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
            Comparator.comparing((RecordedEvent recorded) -> mergeTime(recorded, order))
                .thenComparing(recorded -> recorded.event().time())
                .thenComparing(recorded -> recorded.place().topic())
                .thenComparing(recorded -> recorded.place().partition()));
  }

  private static Instant mergeTime(RecordedEvent recorded, MergeOrder order) {
    return switch (order) {
      case RECEIVED -> recorded.event().receivedAt();
      case TIME -> recorded.event().time();
    };
  }

  /**
   * Finds the behavior topics and their ends.
   *
   * @param reader parses the records of these topics
   * @param refused the records that the collector refused
   * @throws IOException if Kafka does not answer
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

  /** Visits the events in the merge order. */
  void forEach(Visitor visitor) throws IOException {
    if (ends.isEmpty()) {
      return;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = ReadOnlyClients.committed(client)) {
      TopicReader unread =
          new TopicReader(consumer, ends, "the behavior topics", ReadOnlyClients.SILENCE);
      retentionLimits = new RetentionLimits(consumer.beginningOffsets(ends.keySet()));
      ends.keySet().forEach(place -> waiting.put(place, new ArrayDeque<>()));
      fillUp(consumer, unread);
      while (!heads.isEmpty()) {
        RecordedEvent next = heads.remove();
        visitor.visit(next);
        Deque<RecordedEvent> rest = waiting(next.place());
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

  /** Reads until each partition that is not read to its end has an event in memory. */
  private void fillUp(KafkaConsumer<byte[], byte[]> consumer, TopicReader unread)
      throws IOException {
    while (waiting.entrySet().stream()
        .anyMatch(entry -> entry.getValue().isEmpty() && unread.isBehind(entry.getKey()))) {
      for (ConsumerRecord<byte[], byte[]> record : unread.poll()) {
        add(consumer, record);
      }
    }
  }

  private Deque<RecordedEvent> waiting(TopicPartition place) {
    return Objects.requireNonNull(waiting.get(place), "every partition has a queue");
  }

  private void add(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
    retentionLimits.add(record);
    TopicPartition place = new TopicPartition(record.topic(), record.partition());
    if (record.offset() >= ends.getOrDefault(place, 0L)) {
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
    Deque<RecordedEvent> queue = waiting(place);
    RecordedEvent recorded = new RecordedEvent(read.event(), place, record.offset());
    queue.add(recorded);
    if (queue.size() == 1) {
      heads.add(recorded);
    } else if (queue.size() == MANY_WAITING) {
      consumer.pause(List.of(place));
    }
  }

  private static IOException unreadable(KafkaException e) {
    return new IOException("cannot read the behavior topics: " + e.getMessage(), e);
  }

  /** For each topic whose beginning Kafka no longer has, the receipt of its first record. */
  Map<String, Instant> cuts() {
    return retentionLimits.byTopic();
  }

  /** The number of behavior topics. */
  long topics() {
    return ends.keySet().stream().map(TopicPartition::topic).distinct().count();
  }

  /** The number of records without a usable event. */
  long unusable() {
    return unusable;
  }
}
