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
 * Releases streams in the background. A failed release is repeated with the next completed
 * checkpoint. The job fails if the server keeps refusing, but not if it is unavailable.
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

  /** A release that waits for a running one is sent after its answer. */
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
                    metrics.countTrimmed(removed);
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
    metrics.countReleaseFailure(RedisStreamsException.reasonOf(failure));
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
