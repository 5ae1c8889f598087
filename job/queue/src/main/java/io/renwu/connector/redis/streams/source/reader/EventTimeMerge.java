package io.renwu.connector.redis.streams.source.reader;

import io.renwu.limit.DriftBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges the streams of a lane by event time, the earliest first, among those with a buffered
 * record. The merge waits for a stream with a backlog whose next page is being read, but not for
 * one that is read to its end. It returns nothing beyond the bound. Not thread-safe.
 */
final class EventTimeMerge<T> {
  private final List<StreamCursor<T>> cursors = new ArrayList<>();
  private final PriorityQueue<StreamCursor<T>> ready = new PriorityQueue<>(EventTimeMerge::compare);
  private long emittedMillis = Long.MIN_VALUE;
  private long boundMillis;

  /**
   * Creates a merge without streams.
   *
   * @param boundMillis the latest event time that may be read
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

  /**
   * The buffered records that may be read: all of them, or none if the next one is beyond the
   * bound.
   */
  long ready() {
    if (isBeyondBound()) {
      return 0;
    }
    long records = 0;
    for (StreamCursor<T> cursor : cursors) {
      records += cursor.buffer().records();
    }
    return records;
  }

  /** Records of a stream have arrived. */
  void filled(StreamCursor<T> cursor) throws IOException {
    if (!cursor.isPaused() && !cursor.isLoaded() && cursor.load()) {
      ready.add(cursor);
    }
  }

  /** The stream whose loaded element is next; null if nothing may be read now. */
  @Nullable StreamCursor<T> next() {
    return ready.isEmpty() || isBeyondBound() || isWaitingForPage() ? null : ready.element();
  }

  /** Whether the next element is beyond the bound. */
  private boolean isBeyondBound() {
    return !ready.isEmpty() && ready.element().headTimeMillis() > boundMillis;
  }

  private boolean isWaitingForPage() {
    for (StreamCursor<T> cursor : cursors) {
      if (cursor.awaitsPage()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The latest event time that was read or is next; {@link DriftBounds#NONE} if no record is
   * buffered or being read.
   */
  long positionMillis() {
    if (isWaitingForPage()) {
      return emittedMillis;
    }
    return ready.isEmpty()
        ? DriftBounds.NONE
        : Math.max(emittedMillis, ready.element().headTimeMillis());
  }

  /**
   * Handles that the next stream's element has been emitted.
   *
   * @return the stream whose element is next if nothing else arrives; null = none
   */
  @Nullable StreamCursor<T> advance(StreamCursor<T> cursor) throws IOException {
    emittedMillis = Math.max(emittedMillis, cursor.headTimeMillis());
    ready.remove(cursor);
    if (cursor.load()) {
      ready.add(cursor);
    }
    return cursor.awaitsPage() || isBeyondBound() ? null : ready.peek();
  }

  /** Pauses or resumes a stream. */
  void pause(StreamCursor<T> cursor, boolean pause) throws IOException {
    cursor.pause(pause);
    if (pause) {
      ready.remove(cursor);
    } else if (cursor.load()) {
      ready.add(cursor);
    }
  }
}
