package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.ServerInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Asks the queue which streams are full. */
final class QueueCapacity {
  private final RedisStreams redis;
  private final QueueBounds bounds;

  QueueCapacity(RedisStreams redis, QueueBounds bounds) {
    this.redis = redis;
    this.bounds = bounds;
  }

  /** The streams to which nothing should be appended for now. */
  CompletableFuture<Set<StreamId>> fullStreams(Collection<StreamId> streams) {
    Set<StreamId> all = Set.copyOf(streams);
    CompletableFuture<Boolean> memory =
        bounds.memory().isNone()
            ? CompletableFuture.completedFuture(false)
            : redis.serverInfo().thenApply(this::isFull);
    return memory.thenCompose(
        full -> full ? CompletableFuture.completedFuture(all) : streamsAtBound(all));
  }

  private boolean isFull(ServerInfo server) {
    return bounds.memory().isReached(server);
  }

  private CompletableFuture<Set<StreamId>> streamsAtBound(Set<StreamId> streams) {
    if (bounds.maxRecords() == 0) {
      return CompletableFuture.completedFuture(Set.of());
    }
    Map<StreamId, CompletableFuture<Long>> lengths = new HashMap<>();
    streams.forEach(
        stream ->
            lengths.put(
                stream,
                redis
                    .readerMarks(stream)
                    .thenCombine(
                        redis.highWater(stream),
                        (marks, end) ->
                            StreamPosition.distance(
                                Math.max(marks.taken(), marks.trimmed()), end))));
    return CompletableFuture.allOf(lengths.values().toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                lengths.entrySet().stream()
                    .filter(length -> length.getValue().join() >= bounds.maxRecords())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet()));
  }
}
