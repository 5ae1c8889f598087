package io.renwu.connector.redis.streams.source.reader;

import io.renwu.limit.DriftBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a reader takes the streams of a lane: the earliest event time first, among
 * those that have a record here. A stream that holds a backlog whose next page is on its way is
 * waited for; one that is read to its end is not. Nothing beyond the bound is taken. Not
 * thread-safe.
 */
final class EventTimeMerge<T> {
  private final List<StreamCursor<T>> cursors = new ArrayList<>();
  private final PriorityQueue<StreamCursor<T>> ready = new PriorityQueue<>(EventTimeMerge::compare);
  private long takenMillis = Long.MIN_VALUE;
  private long boundMillis;

  /**
   * A merge without streams.
   *
   * @param boundMillis the latest event time that may be taken
   */
  EventTimeMerge(long boundMillis) {
    this.boundMillis = boundMillis;
  }

  long boundMillis() {
    return boundMillis;
  }

  void bound(long newBoundMillis) {
    boundMillis = newBoundMillis;
  }

  private static int compare(StreamCursor<?> one, StreamCursor<?> other) {
    int byTime = Long.compare(one.headTimeMillis(), other.headTimeMillis());
    return byTime != 0 ? byTime : one.stream().compareTo(other.stream());
  }

  void add(StreamCursor<T> cursor) {
    cursors.add(cursor);
    if (!cursor.isPaused() && cursor.isLoaded()) {
      ready.add(cursor);
    }
  }

  /** Records that wait here and may be taken, as far as that is known: all, or none. */
  long ready() {
    if (isHeld()) {
      return 0;
    }
    long records = 0;
    for (StreamCursor<T> cursor : cursors) {
      records += cursor.buffer().records();
    }
    return records;
  }

  /** Records have come for a stream. */
  void filled(StreamCursor<T> cursor) throws IOException {
    if (!cursor.isPaused() && !cursor.isLoaded() && cursor.load()) {
      ready.add(cursor);
    }
  }

  /** The stream whose loaded element is next, or null if nothing may be taken now. */
  @Nullable StreamCursor<T> next() {
    return ready.isEmpty() || isHeld() || isHeldUp() ? null : ready.element();
  }

  /** Whether what is next lies beyond the bound. */
  boolean isHeld() {
    return !ready.isEmpty() && ready.element().headTimeMillis() > boundMillis;
  }

  private boolean isHeldUp() {
    for (StreamCursor<T> cursor : cursors) {
      if (cursor.holdsUp()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The latest event time that was taken or would be next; {@link DriftBounds#NONE} where no record
   * waits here and none is on its way.
   */
  long positionMillis() {
    if (isHeldUp()) {
      return takenMillis;
    }
    return ready.isEmpty()
        ? DriftBounds.NONE
        : Math.max(takenMillis, ready.element().headTimeMillis());
  }

  /**
   * The next stream's element has been taken.
   *
   * @return the stream whose element is next without anything else having come, or null
   */
  @Nullable StreamCursor<T> taken(StreamCursor<T> cursor) throws IOException {
    takenMillis = Math.max(takenMillis, cursor.headTimeMillis());
    ready.remove(cursor);
    if (cursor.load()) {
      ready.add(cursor);
    }
    return cursor.holdsUp() || isHeld() ? null : ready.peek();
  }

  /** Leaves a stream out, or takes it in again. */
  void pause(StreamCursor<T> cursor, boolean pause) throws IOException {
    cursor.pause(pause);
    if (pause) {
      ready.remove(cursor);
    } else if (cursor.load()) {
      ready.add(cursor);
    }
  }
}
