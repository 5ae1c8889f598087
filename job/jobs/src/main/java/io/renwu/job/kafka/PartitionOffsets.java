package io.renwu.job.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of partitions in Kafka.
 *
 * @param logStarts the first offset of each partition
 * @param committed the offsets that a consumer group has committed, for the partitions that have
 *     one
 * @param incarnations the id of each topic
 */
public record PartitionOffsets(
    Map<TopicPartition, Long> logStarts,
    Map<TopicPartition, Long> committed,
    Map<String, String> incarnations) {
  /**
   * Asks Kafka.
   *
   * @throws IOException if Kafka does not answer or lacks one of the partitions
   */
  public static PartitionOffsets of(
      KafkaAccess client, String group, Collection<TopicPartition> partitions) throws IOException {
    Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    try (Admin admin = client.admin()) {
      var starts =
          admin
              .listOffsets(
                  partitions.stream()
                      .collect(Collectors.toMap(p -> p, p -> OffsetSpec.earliest(), (a, b) -> a)))
              .all();
      var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
      var described = admin.describeTopics(topics).allTopicNames();
      Map<TopicPartition, Long> logStarts = new HashMap<>();
      answer(starts).forEach((partition, start) -> logStarts.put(partition, start.offset()));
      Map<TopicPartition, Long> committed = new HashMap<>();
      for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : answer(offsets).entrySet()) {
        if (entry.getValue() != null) {
          committed.put(entry.getKey(), entry.getValue().offset());
        }
      }
      Map<String, String> incarnations = new HashMap<>();
      answer(described)
          .forEach(
              (topic, description) -> incarnations.put(topic, description.topicId().toString()));
      return new PartitionOffsets(logStarts, committed, incarnations);
    } catch (KafkaException e) {
      throw new IOException("cannot ask Kafka for offsets: " + KafkaFailure.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Kafka about " + topics, e);
    }
  }

  /** The first offset that one of the partitions has. */
  public long logStart(TopicPartition partition) {
    return Objects.requireNonNull(logStarts.get(partition), "Kafka answers for each partition");
  }

  /** The id of the topic of one of the partitions. */
  public String incarnation(String topic) {
    return Objects.requireNonNull(incarnations.get(topic), "Kafka answers for each topic");
  }

  private static <T> T answer(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not answer: " + KafkaFailure.reason(e), e);
    }
  }
}
