package io.renwu.job.signal;

import io.renwu.connector.redis.streams.source.config.DownstreamSignal.Readings;
import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

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
          answer(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, OffsetAndMetadata> committed =
          answer(
              admin
                  .listConsumerGroupOffsets(
                      Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                  .partitionsToOffsetAndMetadata(group));
      List<TopicPartition> fresh =
          partitions.stream().filter(partition -> committed.get(partition) == null).toList();
      if (fresh.size() == partitions.size()) {
        throw new IOException(
            "the consumer group " + group + " has committed no offset of " + topic);
      }
      Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
      Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(fresh, OffsetSpec.earliest());
      long lag = 0;
      for (TopicPartition partition : partitions) {
        long done =
            starts.containsKey(partition)
                ? starts.get(partition).offset()
                : committed.get(partition).offset();
        lag += Math.max(0, ends.get(partition).offset() - done);
      }
      return (double) lag;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Kafka about the group " + group, e);
    }
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<TopicPartition> partitions, OffsetSpec spec)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    return wanted.isEmpty()
        ? Map.of()
        : answer(
            admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
  }

  private <T> T answer(@Nullable KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(
          "Kafka does not tell the lag of the group " + group + ": " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
