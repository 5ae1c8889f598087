package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks twice a second which streams are full, and reports changes. */
final class CapacityWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CapacityWatch.class);

  private final QueueCapacity room;
  private final Runnable changed;
  private final Set<StreamId> streams = ConcurrentHashMap.newKeySet();
  private volatile Set<StreamId> fullStreams = Set.of();
  private final PeriodicCheck periodicCheck;
  private volatile CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

  /**
   * Starts the checks.
   *
   * @param changed called after a check whose result differs from the one before
   */
  CapacityWatch(QueueCapacity room, String name, Runnable changed) {
    this.room = room;
    this.changed = changed;
    this.periodicCheck = new PeriodicCheck(name, this::check);
  }

  void add(StreamId stream) {
    streams.add(stream);
  }

  /** The full streams. */
  Set<StreamId> fullStreams() {
    return fullStreams;
  }

  /** While Redis does not answer, the last answer stays valid. */
  private void check() {
    if (underWay.isDone()) {
      underWay = room.fullStreams(streams).thenAccept(this::update);
    }
  }

  private void update(Set<StreamId> now) {
    Set<StreamId> before = fullStreams;
    fullStreams = now;
    if (!before.equals(now)) {
      LOG.info("streams of the queue without room: {}", now);
    }
    if (!before.isEmpty() || !now.isEmpty()) {
      changed.run();
    }
  }

  @Override
  public void close() {
    periodicCheck.close();
  }
}
