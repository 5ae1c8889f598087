package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.source.reader.CheckpointedPositions.Release;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Releases streams in the background. What fails is sent again with the next completed checkpoint;
 * a server that keeps refusing, rather than being away, fails the job.
 */
final class StreamReleaser {
  private static final int MAX_REFUSALS = 5;

  private final RedisStreams redis;
  private final SourceMetrics metrics;
  private final Map<StreamId, Release> pending = new ConcurrentHashMap<>();
  private final Set<StreamId> underWay = ConcurrentHashMap.newKeySet();
  private final Map<StreamId, Integer> refusals = new ConcurrentHashMap<>();
  private final AtomicReference<IOException> persistent = new AtomicReference<>();

  StreamReleaser(RedisStreams redis, SourceMetrics metrics) {
    this.redis = redis;
    this.metrics = metrics;
  }

  void release(Map<StreamId, Release> releases) {
    pending.putAll(releases);
    pending.forEach(this::send);
  }

  /** What waits behind one that is under way is sent when that has been answered. */
  private void send(StreamId stream, Release release) {
    if (!underWay.add(stream)) {
      return;
    }
    var unused =
        redis
            .release(stream, release.taken(), release.trimUpTo())
            .whenComplete(
                (removed, failure) -> {
                  underWay.remove(stream);
                  if (failure == null) {
                    pending.remove(stream, release);
                    refusals.remove(stream);
                    metrics.trimmed(removed);
                    Release newer = pending.get(stream);
                    if (newer != null) {
                      send(stream, newer);
                    }
                  } else {
                    failed(stream, failure);
                  }
                });
  }

  private void failed(StreamId stream, Throwable failure) {
    metrics.releaseFailed(RedisStreamsException.reasonOf(failure));
    if (RedisStreamsException.isRefusal(failure)
        && refusals.merge(stream, 1, Integer::sum) >= MAX_REFUSALS) {
      persistent.set(new IOException("cannot trim stream " + stream, failure));
    }
  }

  void throwIfPersistent() throws IOException {
    IOException failure = persistent.get();
    if (failure != null) {
      throw failure;
    }
  }
}
