package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.WriterPosition;
import io.renwu.job.kafka.PartitionOffsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets that are missing in a stream and no longer in Kafka.
 *
 * @param from the first missing offset
 * @param logStart the first offset that Kafka has; nothing is lost if it is not above {@code from}
 * @param incarnation of the topic
 */
public record StreamLoss(StreamId stream, long from, long logStart, String incarnation) {
  /** Finds the loss of the stream's partition. */
  public static CompletableFuture<StreamLoss> find(
      StreamId stream, PartitionOffsets kafka, RedisStreams redis) {
    long logStart = kafka.logStart(new TopicPartition(stream.topic(), stream.partition()));
    return new StreamEndReader(redis)
        .read(List.of(stream), kafka.incarnations())
        .thenApply(
            ends -> {
              OptionalLong end =
                  Objects.requireNonNull(ends.get(stream), "each stream has an answer");
              return new StreamLoss(
                  stream, end.orElse(0), logStart, kafka.incarnation(stream.topic()));
            });
  }

  public boolean isNone() {
    return from >= logStart;
  }

  /** The number of offsets: an upper bound of the records, because a topic may skip offsets. */
  public long count() {
    return Math.max(0, logStart - from);
  }

  /** Accepts the loss: the collector continues after it. */
  public CompletableFuture<WriterPosition> accept(RedisStreams redis) {
    return redis
        .register(stream, incarnation)
        .thenCompose(epoch -> redis.giveUp(stream, StreamPosition.of(epoch, logStart - 1)));
  }
}
