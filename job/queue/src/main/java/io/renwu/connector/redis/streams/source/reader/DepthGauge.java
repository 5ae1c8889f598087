package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Measures every few seconds how many offsets lie between a reader and the ends of its streams. */
final class DepthGauge {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final RedisStreams redis;
  private final SourceMetrics metrics;
  private CompletableFuture<Long> underWay = CompletableFuture.completedFuture(0L);
  private final AtomicReference<EpochLostException> lost = new AtomicReference<>();
  private long nextNanos;

  DepthGauge(RedisStreams redis, SourceMetrics metrics, long nowNanos) {
    this.redis = redis;
    this.metrics = metrics;
    this.nextNanos = nowNanos;
  }

  /** Starts a measurement if one is due. If it fails, the last result stays. */
  void measure(Collection<? extends StreamCursor<?>> cursors, long nowNanos) {
    if (!underWay.isDone() || nowNanos - nextNanos < 0) {
      return;
    }
    nextNanos = nowNanos + INTERVAL_NANOS;
    List<CompletableFuture<Long>> distances = new ArrayList<>();
    for (StreamCursor<?> cursor : cursors) {
      long position = cursor.buffer().position();
      distances.add(
          redis
              .highWater(cursor.stream())
              .thenApply(end -> distance(cursor.stream(), position, end)));
    }
    underWay =
        CompletableFuture.allOf(distances.toArray(CompletableFuture[]::new))
            .thenApply(all -> distances.stream().mapToLong(CompletableFuture::join).sum());
    var unused = underWay.thenAccept(metrics::depth);
  }

  private long distance(StreamId stream, long position, long end) {
    if (end != StreamPosition.START && StreamPosition.epoch(end) < StreamPosition.epoch(position)) {
      lost.set(new EpochLostException(stream, position, end));
    }
    return StreamPosition.distance(position, end);
  }

  /**
   * Fails if a stream ends before the reader's position.
   *
   * @throws EpochLostException for the last such stream seen
   */
  void throwIfLost() throws EpochLostException {
    EpochLostException found = lost.get();
    if (found != null) {
      throw found;
    }
  }
}
