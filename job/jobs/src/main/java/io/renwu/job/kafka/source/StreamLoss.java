package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.WriterPosition;
import io.renwu.job.kafka.PartitionOffsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The offsets that a stream lacks and Kafka no longer has.
 *
 * @param from the first
 * @param logStart the first that Kafka has; nothing is lost if it is not behind {@code from}
 * @param incarnation of the topic
 */
public record StreamLoss(StreamId stream, long from, long logStart, @Nullable String incarnation) {
  /** Looks for the loss, with what Kafka says of the stream's partition. */
  public static CompletableFuture<StreamLoss> find(
      StreamId stream, PartitionOffsets kafka, RedisStreams redis) {
    long logStart = kafka.logStarts().get(new TopicPartition(stream.topic(), stream.partition()));
    return new StreamEndReader(redis)
        .of(List.of(stream), kafka.incarnations())
        .thenApply(
            ends -> {
              OptionalLong end = ends.get(stream);
              String incarnation = kafka.incarnations().get(stream.topic());
              return new StreamLoss(stream, end.orElse(0), logStart, incarnation);
            });
  }

  public boolean isNone() {
    return from >= logStart;
  }

  /** How many offsets: an upper bound of the records, for a topic may leave offsets out. */
  public long count() {
    return Math.max(0, logStart - from);
  }

  /** Makes the collector go on behind it. */
  public CompletableFuture<WriterPosition> accept(RedisStreams redis) {
    return redis
        .register(stream, incarnation)
        .thenCompose(epoch -> redis.giveUp(stream, StreamPosition.of(epoch, logStart - 1)));
  }
}
