package io.renwu.access;

import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what topics hold at this moment, committed records only. */
public final class TopicContents {
  private static final Duration POLL = Duration.ofMillis(200);

  private TopicContents() {}

  /**
   * All records of the topics whose names are wanted, those of one partition in their order.
   *
   * @param client by which Kafka is reached
   */
  public static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaAccess client, Predicate<String> wanted) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> wanted.test(topic.getKey()))
              .flatMap(topic -> topic.getValue().stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      if (partitions.isEmpty()) {
        return records;
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (isBehind(consumer, ends)) {
        consumer.poll(POLL).forEach(records::add);
      }
      return records;
    }
  }

  public static KafkaConsumer<byte[], byte[]> consumer(KafkaAccess client) {
    try {
      return client.consumer();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static boolean isBehind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Set<TopicPartition> partitions = ends.keySet();
    return partitions.stream()
        .anyMatch(partition -> consumer.position(partition) < ends.get(partition));
  }
}
