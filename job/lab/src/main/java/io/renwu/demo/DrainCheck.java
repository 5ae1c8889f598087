package io.renwu.demo;

import io.renwu.connector.redis.streams.client.LettuceQueueAccess;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.connector.redis.streams.inspect.QueueInspector;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.ConsumerGroups;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks whether both jobs have processed every record that was sent.
 *
 * <p>The collector commits an offset when a completed checkpoint covers it, so all records before
 * it are in the queue. The queue's {@code taken} marks are those of the task job's completed
 * checkpoints. While nothing is sent, both can only grow.
 */
public final class DrainCheck implements AutoCloseable {
  private final Admin kafka;
  private final QueueAccess queue;
  private final String topicPrefix;
  private final String collectorGroup;

  /**
   * Connects to Kafka and Redis.
   *
   * @throws IOException if no Kafka client can be created with these settings
   */
  public DrainCheck(RenwuConfig config) throws IOException {
    SystemAccess access = new SystemAccess(config);
    kafka = access.kafkaClient().admin();
    queue = LettuceQueueAccess.connect(access.redis());
    topicPrefix = access.topicNames().behaviors();
    collectorGroup = ConsumerGroups.collector(access.kafkaIdPrefix());
  }

  /**
   * Records that are not processed yet: those that the collector has not read, and those in the
   * queue.
   */
  public long remaining() throws InterruptedException, ExecutionException {
    return beforeCollector() + inQueue();
  }

  /** Records in the queue that no completed checkpoint of the task job covers. */
  public long inQueue() throws InterruptedException, ExecutionException {
    return new QueueInspector(queue)
        .status(QueueExpectations.NONE)
        .get()
        .sum(StreamStatus::waiting);
  }

  private long beforeCollector() throws InterruptedException, ExecutionException {
    List<String> topics =
        kafka.listTopics().names().get().stream()
            .filter(topic -> topic.startsWith(topicPrefix))
            .toList();
    Map<TopicPartition, OffsetSpec> latest =
        kafka.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends = kafka.listOffsets(latest).all().get();
    Map<TopicPartition, OffsetAndMetadata> committed =
        kafka.listConsumerGroupOffsets(collectorGroup).partitionsToOffsetAndMetadata().get();
    long unread = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata offset = committed.get(end.getKey());
      unread += end.getValue().offset() - (offset == null ? 0 : offset.offset());
    }
    return unread;
  }

  @Override
  public void close() {
    queue.close();
    kafka.close();
  }
}
