package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.enumerator.EnumeratorState;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A checkpoint of the reading job, while it is taken and after. */
final class ReaderCheckpoint {
  private final long id;
  private final EnumeratorState enumerator;
  private final Map<StreamId, Integer> counts;
  private final Map<Integer, Set<StreamSplit>> splits = new HashMap<>();
  private final Set<Integer> missing;

  /**
   * Begins with the enumerator's part.
   *
   * @param counts of the history; those of a reader's streams are counted anew with its part
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

  /** Whether it is complete now. */
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

  /** How far a stream was taken; 0 if nobody had it. */
  long position(StreamId stream) {
    return splits.values().stream()
        .flatMap(Set::stream)
        .filter(split -> split.stream().equals(stream))
        .mapToLong(StreamSplit::position)
        .findFirst()
        .orElse(0);
  }
}
