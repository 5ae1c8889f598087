package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks twice a second which streams have no room, and says so where that has changed. */
final class RoomWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoomWatch.class);

  private final QueueRoom room;
  private final Runnable changed;
  private final Set<StreamId> streams = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Set<StreamId>> full = new AtomicReference<>(Set.of());
  private final Lookout lookout;
  private volatile CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

  /**
   * Begins to look.
   *
   * @param changed called after every look that found, or no longer found, a stream without room
   */
  RoomWatch(QueueRoom room, String name, Runnable changed) {
    this.room = room;
    this.changed = changed;
    this.lookout = new Lookout(name, this::look);
  }

  void add(StreamId stream) {
    streams.add(stream);
  }

  /** The streams without room. */
  Set<StreamId> full() {
    return full.get();
  }

  /** While Redis does not answer, the last answer stands. */
  private void look() {
    if (underWay.isDone()) {
      underWay = room.full(streams).thenAccept(this::found);
    }
  }

  private void found(Set<StreamId> now) {
    Set<StreamId> before = full.getAndSet(now);
    if (!before.equals(now)) {
      LOG.info("streams of the queue without room: {}", now);
    }
    if (!before.isEmpty() || !now.isEmpty()) {
      changed.run();
    }
  }

  @Override
  public void close() {
    lookout.close();
  }
}
