package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds where streams without a checkpointed position begin. */
final class StartPositions {
  private final RedisStreams redis;

  StartPositions(RedisStreams redis) {
    this.redis = redis;
  }

  /**
   * The splits of new streams.
   *
   * @param bounded whether they end where the streams end now
   */
  CompletableFuture<List<StreamSplit>> resolve(
      Collection<StreamId> streams, StartPosition start, boolean bounded) {
    List<CompletableFuture<StreamSplit>> splits =
        streams.stream()
            .map(
                stream ->
                    position(stream, start)
                        .thenCombine(
                            end(stream, bounded),
                            (position, end) -> new StreamSplit(stream, position, end)))
            .toList();
    return CompletableFuture.allOf(splits.toArray(CompletableFuture[]::new))
        .thenApply(all -> splits.stream().map(CompletableFuture::join).toList());
  }

  /**
   * The splits of new streams, from their beginnings. By this job's state nothing of them was read,
   * even if their marks say otherwise.
   */
  static List<StreamSplit> beginnings(Collection<StreamId> streams) {
    return streams.stream().map(stream -> new StreamSplit(stream, StreamPosition.START)).toList();
  }

  private CompletableFuture<Long> end(StreamId stream, boolean bounded) {
    return bounded
        ? redis.highWater(stream)
        : CompletableFuture.completedFuture(StreamSplit.NO_END);
  }

  private CompletableFuture<Long> position(StreamId stream, StartPosition start) {
    return switch (start) {
      case TAKEN ->
          redis.readerMarks(stream).thenApply(marks -> Math.max(marks.taken(), marks.trimmed()));
      case EARLIEST -> redis.readerMarks(stream).thenApply(marks -> marks.trimmed());
      case LATEST -> redis.highWater(stream);
    };
  }
}
