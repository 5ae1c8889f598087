package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where streams without a checkpointed position begin. */
final class StartPositions {
  private final RedisStreams redis;

  StartPositions(RedisStreams redis) {
    this.redis = redis;
  }

  /** The splits of new streams. */
  CompletableFuture<List<StreamSplit>> resolve(Collection<StreamId> streams, StartPosition start) {
    List<CompletableFuture<StreamSplit>> splits =
        streams.stream().map(stream -> resolve(stream, start)).toList();
    return CompletableFuture.allOf(splits.toArray(CompletableFuture[]::new))
        .thenApply(all -> splits.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<StreamSplit> resolve(StreamId stream, StartPosition start) {
    CompletableFuture<Long> position =
        switch (start) {
          case TAKEN ->
              redis.marks(stream).thenApply(marks -> Math.max(marks.taken(), marks.trimmed()));
          case EARLIEST -> redis.marks(stream).thenApply(marks -> marks.trimmed());
          case LATEST -> redis.highWater(stream);
        };
    return position.thenApply(at -> new StreamSplit(stream, at));
  }
}
