package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.enumerator.EnumeratorState;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A checkpoint of the reading job, pending or completed. */
final class ReaderCheckpoint {
  private final long id;
  private final EnumeratorState enumerator;
  private final Map<StreamId, Integer> counts;
  private final Map<Integer, Set<StreamSplit>> splits = new HashMap<>();
  private final Set<Integer> missing;

  /**
   * Starts a checkpoint with the enumerator's part.
   *
   * @param counts of the history; a reader's part updates those of its streams
   */
  ReaderCheckpoint(
      long id, EnumeratorState enumerator, Map<StreamId, Integer> counts, Set<Integer> readers) {
    this.id = id;
    this.enumerator = enumerator;
    this.counts = new HashMap<>(counts);
    this.missing = new HashSet<>(readers);
  }

  long id() {
    return id;
  }

  boolean misses(int reader) {
    return missing.contains(reader);
  }

  /** Adds a reader's part; returns whether the checkpoint is now complete. */
  boolean add(int reader, Set<StreamSplit> part, History history) {
    missing.remove(reader);
    splits.put(reader, part);
    part.forEach(split -> counts.put(split.stream(), history.count(split.stream())));
    return missing.isEmpty();
  }

  EnumeratorState enumerator() {
    return enumerator;
  }

  Map<Integer, Set<StreamSplit>> splits() {
    return splits;
  }

  Map<StreamId, Integer> counts() {
    return counts;
  }

  /** The position up to which a stream was read; 0 if no reader had it. */
  long position(StreamId stream) {
    return splits.values().stream()
        .flatMap(Set::stream)
        .filter(split -> split.stream().equals(stream))
        .mapToLong(StreamSplit::position)
        .findFirst()
        .orElse(0);
  }
}
