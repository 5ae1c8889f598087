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
 * Tells whether everything that was sent has gone the whole way.
 *
 * <p>The collector commits an offset when a completed checkpoint covers it, so that everything
 * before is in the queue; the queue's {@code taken} marks are those of the task job's completed
 * checkpoints. Each of the two can only grow while nothing is sent.
 */
public final class DrainCheck implements AutoCloseable {
  private final Admin kafka;
  private final QueueAccess queue;
  private final String topicPrefix;
  private final String collectorGroup;

  /**
   * Connects.
   *
   * @throws IOException where the settings of Kafka are not such that there can be a client
   */
  public DrainCheck(RenwuConfig config) throws IOException {
    SystemAccess access = new SystemAccess(config);
    kafka = access.kafkaClient().admin();
    queue = LettuceQueueAccess.connect(access.redis());
    topicPrefix = access.topicNames().behaviors();
    collectorGroup = ConsumerGroups.collector(access.kafkaIdPrefix());
  }

  /** Records that have not gone the whole way: in Kafka behind the collector, and in the queue. */
  public long remaining() throws InterruptedException, ExecutionException {
    return behindCollector() + inQueue();
  }

  /** Records in the queue that no completed checkpoint of the task job covers. */
  public long inQueue() throws InterruptedException, ExecutionException {
    return new QueueInspector(queue)
        .status(QueueExpectations.NONE)
        .get()
        .sum(StreamStatus::waiting);
  }

  private long behindCollector() throws InterruptedException, ExecutionException {
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
    long behind = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata offset = committed.get(end.getKey());
      behind += end.getValue().offset() - (offset == null ? 0 : offset.offset());
    }
    return behind;
  }

  @Override
  public void close() {
    queue.close();
    kafka.close();
  }
}
