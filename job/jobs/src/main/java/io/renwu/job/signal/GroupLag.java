package io.renwu.job.signal;

import io.renwu.connector.redis.streams.source.config.DownstreamSignal.Readings;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The lag of a consumer group: what readers of committed transactions can see of a topic, less what
 * the group has committed. A partition of which it committed nothing counts from its beginning.
 */
final class GroupLag implements Readings {
  private static final String TIMEOUT_MILLIS = "5000";

  private final String group;
  private final String topic;
  private final Admin admin;

  GroupLag(KafkaAccess kafka, String group) throws IOException {
    this.group = group;
    this.topic = kafka.topics().grants();
    this.admin =
        kafka
            .with(
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS))
            .admin();
  }

  @Override
  public double read() throws IOException {
    try {
      List<TopicPartition> partitions =
          answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
              .flatMap(description -> description.partitions().stream())
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, OffsetAndMetadata> committed =
          answer(
              admin
                  .listConsumerGroupOffsets(
                      Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                  .partitionsToOffsetAndMetadata(group));
      Map<TopicPartition, Long> begins = new HashMap<>();
      committed.forEach(
          (partition, offset) -> {
            if (offset != null) {
              begins.put(partition, offset.offset());
            }
          });
      if (begins.isEmpty()) {
        throw new IOException(
            "the consumer group " + group + " has committed no offset of " + topic);
      }
      Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
      begins.putAll(
          offsets(
              partitions.stream().filter(partition -> !begins.containsKey(partition)).toList(),
              OffsetSpec.earliest()));
      long lag = 0;
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        long begin =
            Objects.requireNonNull(begins.get(end.getKey()), "Kafka answers for each partition");
        lag += Math.max(0, end.getValue() - begin);
      }
      return (double) lag;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Kafka about the group " + group, e);
    }
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (!wanted.isEmpty()) {
      var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
      answer(admin.listOffsets(wanted, options).all())
          .forEach((partition, found) -> offsets.put(partition, found.offset()));
    }
    return offsets;
  }

  private <T> T answer(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(
          "cannot read the lag of the group " + group + " from Kafka: " + KafkaFailure.reason(e),
          e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
