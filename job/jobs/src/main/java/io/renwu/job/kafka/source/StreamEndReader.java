package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamRegistration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Reads from the queue how far it holds the partitions of Kafka. */
public final class StreamEndReader {
  private final RedisStreams redis;

  public StreamEndReader(RedisStreams redis) {
    this.redis = redis;
  }

  /**
   * For each stream the offset before which it holds everything; empty if the queue does not know
   * the stream, or knows it from another incarnation of the topic.
   *
   * @param incarnations of the topics of all streams
   */
  public CompletableFuture<Map<StreamId, OptionalLong>> read(
      Collection<StreamId> streams, Map<String, String> incarnations) {
    return redis
        .streams()
        .thenCompose(
            registry -> {
              Map<StreamId, CompletableFuture<OptionalLong>> ends = new HashMap<>();
              for (StreamId stream : streams) {
                ends.put(
                    stream,
                    Optional.ofNullable(registry.get(stream))
                        .filter(line -> line.incarnation().equals(incarnations.get(stream.topic())))
                        .map(line -> end(stream, line))
                        .orElse(CompletableFuture.completedFuture(OptionalLong.empty())));
              }
              return CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new))
                  .thenApply(
                      done -> {
                        Map<StreamId, OptionalLong> answers = new HashMap<>();
                        ends.forEach((stream, end) -> answers.put(stream, end.join()));
                        return answers;
                      });
            });
  }

  private CompletableFuture<OptionalLong> end(StreamId stream, StreamRegistration line) {
    return redis
        .writerPosition(stream)
        .thenApply(
            end ->
                OptionalLong.of(
                    StreamPosition.epoch(end.position()) < line.epoch()
                        ? 0
                        : StreamPosition.offset(end.position()) + 1));
  }
}
