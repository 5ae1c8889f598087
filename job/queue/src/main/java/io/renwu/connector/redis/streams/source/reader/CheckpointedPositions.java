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
 * Derives from completed checkpoints what may be trimmed. A stream is trimmed up to the latest
 * position of a completed checkpoint whose record was received at least the retained span before
 * that of the last completed one; so nothing behind the last completed checkpoint goes, and of the
 * span before it neither. Times of receipt count as growing, and none as later than the checkpoint
 * itself: one record with a wrong time neither ends the trimming nor the span. What a stream still
 * has of them is its trail, which goes with its checkpoints, so that a restart does not begin to
 * count anew; of positions closer together than a {@value #PARTS}th of the span the trail keeps the
 * last. Does no I/O; not thread-safe.
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
    Map<StreamId, ReadPosition> taken = new HashMap<>();
    positions.forEach((stream, position) -> taken.put(stream, position.noLaterThan(nowMillis)));
    open.put(checkpointId, taken);
  }

  /** Continues with the trail of the checkpoint that a stream is restored from. */
  void restore(StreamId stream, List<ReadPosition> trail) {
    completed.put(stream, new ArrayDeque<>(trail));
  }

  /** The trail of a stream as of the completion of a checkpoint in progress. */
  List<ReadPosition> trail(long checkpointId, StreamId stream) {
    Deque<ReadPosition> trail = new ArrayDeque<>(positions(stream));
    Map<StreamId, ReadPosition> positions =
        requireNonNull(open.get(checkpointId), "the checkpoint is in progress");
    ReadPosition taken = requireNonNull(positions.get(stream), "the checkpoint has every stream");
    if (taken.receivedAtMillis() != 0) {
      add(trail, taken);
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
   * What has to be released now that a checkpoint, and with it every one before it, is done with:
   * also what was released before, for a server may have lost that.
   */
  Map<StreamId, Release> complete(long checkpointId) {
    Map.Entry<Long, Map<StreamId, ReadPosition>> last = open.floorEntry(checkpointId);
    Map<StreamId, Release> releases = new TreeMap<>();
    if (last == null) {
      return releases;
    }
    last.getValue()
        .forEach(
            (stream, taken) -> {
              Release release = new Release(taken.position(), cut(stream, taken));
              released.put(stream, release);
              releases.put(stream, release);
            });
    open.headMap(checkpointId, true).clear();
    return releases;
  }

  private long cut(StreamId stream, ReadPosition taken) {
    if (taken.receivedAtMillis() == 0) {
      return 0;
    }
    Deque<ReadPosition> positions = positions(stream);
    long nowMillis = add(positions, taken);
    long cut = 0;
    while (!positions.isEmpty()
        && positions.element().receivedAtMillis() <= nowMillis - retainedMillis) {
      cut = positions.remove().position();
    }
    Release before = released.get(stream);
    return Math.max(cut, before == null ? 0 : before.trimUpTo());
  }

  /** Returns the time up to which positions are known. */
  private long add(Deque<ReadPosition> positions, ReadPosition taken) {
    ReadPosition latest = positions.peekLast();
    long nowMillis =
        Math.max(taken.receivedAtMillis(), latest == null ? 0 : latest.receivedAtMillis());
    if (latest == null || latest.position() < taken.position()) {
      if (positions.size() > 1
          && nowMillis - lastButOneMillis(positions) < retainedMillis / PARTS) {
        positions.removeLast();
      }
      positions.add(new ReadPosition(taken.position(), nowMillis));
    }
    return nowMillis;
  }

  private static long lastButOneMillis(Deque<ReadPosition> positions) {
    Iterator<ReadPosition> backwards = positions.descendingIterator();
    backwards.next();
    return backwards.next().receivedAtMillis();
  }

  /**
   * What to say to Redis.
   *
   * @param taken of the last completed checkpoint
   * @param trimUpTo at most taken; 0 = nothing
   */
  record Release(long taken, long trimUpTo) {}
}
