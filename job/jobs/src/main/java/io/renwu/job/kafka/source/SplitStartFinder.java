package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.PartitionOffsets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/** Finds where partitions are read from, by asking Kafka and the queue. */
final class SplitStartFinder {
  private static final long PAUSE_MILLIS = 500;
  private static final long ANSWER_MILLIS = 30_000;

  private final KafkaAccess client;
  private final String group;
  private final RedisStreams redis;
  private final Duration patience;

  /**
   * Creates a finder.
   *
   * @param patience how long Redis may be unavailable
   */
  SplitStartFinder(KafkaAccess client, String group, RedisStreams redis, Duration patience) {
    this.client = client;
    this.group = group;
    this.redis = redis;
    this.patience = patience;
  }

  /**
   * Finds the starts, in the order of the splits. Blocks until Kafka and Redis have answered.
   *
   * @throws LostInKafkaException if records are needed that Kafka no longer has
   * @throws IOException where Kafka or Redis does not answer
   */
  List<SplitStart> find(Collection<KafkaPartitionSplit> splits) throws IOException {
    List<TopicPartition> partitions =
        splits.stream().map(KafkaPartitionSplit::getTopicPartition).toList();
    PartitionOffsets kafka = PartitionOffsets.of(client, group, partitions);
    Map<StreamId, OptionalLong> ends =
        ends(partitions.stream().map(SplitStartFinder::stream).toList(), kafka.incarnations());
    List<SplitStart> starts = new ArrayList<>();
    for (KafkaPartitionSplit split : splits) {
      TopicPartition partition = split.getTopicPartition();
      StreamId stream = stream(partition);
      starts.add(
          SplitStart.of(
              new SplitStartFacts(
                  stream,
                  kafka.incarnation(stream.topic()),
                  resume(split, kafka.committed()),
                  kafka.logStart(partition),
                  Objects.requireNonNull(ends.get(stream), "each stream has an answer"))));
    }
    return starts;
  }

  static StreamId stream(TopicPartition partition) {
    return new StreamId(partition.topic(), partition.partition());
  }

  /** A split without a checkpoint has a negative mark in place of an offset. */
  private static OptionalLong resume(
      KafkaPartitionSplit split, Map<TopicPartition, Long> committed) {
    if (split.getStartingOffset() >= 0) {
      return OptionalLong.of(split.getStartingOffset());
    }
    Long offset = committed.get(split.getTopicPartition());
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  private Map<StreamId, OptionalLong> ends(List<StreamId> streams, Map<String, String> incarnations)
      throws IOException {
    Deadline deadline = Deadline.fromNow(patience);
    StreamEndReader ends = new StreamEndReader(redis);
    while (true) {
      try {
        return ends.read(streams, incarnations).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        if (deadline.isOverdue()) {
          throw new IOException("Redis does not report the ends of streams", e);
        }
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading the ends of streams from Redis", e);
      }
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Redis", e);
    }
  }
}
