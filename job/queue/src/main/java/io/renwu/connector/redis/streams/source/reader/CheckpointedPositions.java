package io.renwu.connector.redis.streams.source.reader;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.split.ReadPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Derives from completed checkpoints up to where a stream may be trimmed: the latest position of a
 * completed checkpoint whose record was received at least the retained span before that of the last
 * completed one. Times of receipt count as ascending, and as no later than the checkpoint itself,
 * so that one record with a wrong time neither stops the trimming nor shortens the span. The
 * positions within the span are the trail of a stream. Checkpoints contain it, so that a restart
 * does not lose it. Of positions closer together than a {@value #PARTS}th of the span, the trail
 * keeps the last. Does no I/O; not thread-safe.
 */
final class CheckpointedPositions {
  private static final int PARTS = 32;

  private final long retainedMillis;
  private final TreeMap<Long, Map<StreamId, ReadPosition>> open = new TreeMap<>();
  private final Map<StreamId, Deque<ReadPosition>> completed = new HashMap<>();
  private final Map<StreamId, Release> released = new HashMap<>();

  CheckpointedPositions(Duration retained) {
    this.retainedMillis = retained.toMillis();
  }

  /**
   * A checkpoint begins.
   *
   * @param nowMillis epoch milliseconds
   */
  void snapshot(long checkpointId, Map<StreamId, ReadPosition> positions, long nowMillis) {
    Map<StreamId, ReadPosition> started = new HashMap<>();
    positions.forEach((stream, position) -> started.put(stream, position.noLaterThan(nowMillis)));
    open.put(checkpointId, started);
  }

  /** Continues with the trail of the checkpoint that a stream is restored from. */
  void restore(StreamId stream, List<ReadPosition> trail) {
    completed.put(stream, new ArrayDeque<>(trail));
  }

  /** The trail that a stream has once a checkpoint in progress completes. */
  List<ReadPosition> trail(long checkpointId, StreamId stream) {
    Deque<ReadPosition> trail = new ArrayDeque<>(positions(stream));
    Map<StreamId, ReadPosition> positions =
        requireNonNull(open.get(checkpointId), "the checkpoint is in progress");
    ReadPosition consumed =
        requireNonNull(positions.get(stream), "the checkpoint has every stream");
    if (consumed.receivedAtMillis() != 0) {
      add(trail, consumed);
    }
    return List.copyOf(trail);
  }

  private Deque<ReadPosition> positions(StreamId stream) {
    return completed.computeIfAbsent(stream, s -> new ArrayDeque<>());
  }

  /** A checkpoint will not complete. */
  void abort(long checkpointId) {
    open.remove(checkpointId);
  }

  /**
   * Completes a checkpoint, and with it every one before it. Returns what is to be released,
   * including what was released before, because a server may have lost that.
   */
  Map<StreamId, Release> complete(long checkpointId) {
    Map.Entry<Long, Map<StreamId, ReadPosition>> last = open.floorEntry(checkpointId);
    Map<StreamId, Release> releases = new TreeMap<>();
    if (last == null) {
      return releases;
    }
    last.getValue()
        .forEach(
            (stream, consumed) -> {
              Release release = new Release(consumed.position(), cut(stream, consumed));
              released.put(stream, release);
              releases.put(stream, release);
            });
    open.headMap(checkpointId, true).clear();
    return releases;
  }

  private long cut(StreamId stream, ReadPosition consumed) {
    if (consumed.receivedAtMillis() == 0) {
      return 0;
    }
    Deque<ReadPosition> positions = positions(stream);
    long nowMillis = add(positions, consumed);
    long cut = 0;
    while (!positions.isEmpty()
        && positions.element().receivedAtMillis() <= nowMillis - retainedMillis) {
      cut = positions.remove().position();
    }
    Release before = released.get(stream);
    return Math.max(cut, before == null ? 0 : before.trimUpTo());
  }

  /** Adds a position; returns the latest time of receipt. */
  private long add(Deque<ReadPosition> positions, ReadPosition consumed) {
    ReadPosition latest = positions.peekLast();
    long nowMillis =
        Math.max(consumed.receivedAtMillis(), latest == null ? 0 : latest.receivedAtMillis());
    if (latest == null || latest.position() < consumed.position()) {
      if (positions.size() > 1
          && nowMillis - lastButOneMillis(positions) < retainedMillis / PARTS) {
        positions.removeLast();
      }
      positions.add(new ReadPosition(consumed.position(), nowMillis));
    }
    return nowMillis;
  }

  private static long lastButOneMillis(Deque<ReadPosition> positions) {
    Iterator<ReadPosition> backwards = positions.descendingIterator();
    backwards.next();
    return backwards.next().receivedAtMillis();
  }

  /**
   * A release to send to Redis.
   *
   * @param taken the position of the last completed checkpoint
   * @param trimUpTo the position to trim up to, at most {@code taken}; 0 = trim nothing
   */
  record Release(long taken, long trimUpTo) {}
}
