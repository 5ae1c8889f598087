package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the known streams and the readers that have them. Partition p of every topic belongs to
 * reader p mod parallelism, so that a reader merges streams of the same users. Does no I/O; not
 * thread-safe.
 */
final class SplitAssignments {
  private final Set<StreamId> assigned;
  private final Map<StreamId, StreamSplit> unassigned = new TreeMap<>();

  SplitAssignments(EnumeratorState state) {
    assigned = new HashSet<>(state.assigned());
    add(state.unassigned());
  }

  /** The streams that are neither assigned nor waiting for a reader. */
  Set<StreamId> unknown(Collection<StreamId> streams) {
    Set<StreamId> unknown = new HashSet<>(streams);
    unknown.removeAll(assigned);
    unknown.removeAll(unassigned.keySet());
    return unknown;
  }

  /** Adds splits without a reader: new ones, or returned ones. */
  void add(Collection<StreamSplit> splits) {
    for (StreamSplit split : splits) {
      assigned.remove(split.stream());
      unassigned.put(split.stream(), split);
    }
  }

  /** Assigns the waiting splits of the registered readers. */
  Map<Integer, List<StreamSplit>> assign(Set<Integer> readers, int parallelism) {
    Map<Integer, List<StreamSplit>> taken = new HashMap<>();
    for (StreamSplit split : List.copyOf(unassigned.values())) {
      int owner = split.stream().partition() % parallelism;
      if (readers.contains(owner)) {
        taken.computeIfAbsent(owner, reader -> new ArrayList<>()).add(split);
        unassigned.remove(split.stream());
        assigned.add(split.stream());
      }
    }
    return taken;
  }

  /**
   * Whether one reader has all streams of a user, if producers partition by the user's hash modulo
   * the number of partitions: true if all topics have equally many partitions, or each has a
   * multiple of the number of readers.
   */
  boolean isAligned(int parallelism) {
    Map<String, Integer> partitions = new HashMap<>();
    for (StreamId stream : assigned) {
      partitions.merge(stream.topic(), stream.partition() + 1, Math::max);
    }
    for (StreamId stream : unassigned.keySet()) {
      partitions.merge(stream.topic(), stream.partition() + 1, Math::max);
    }
    return partitions.values().stream().distinct().count() <= 1
        || partitions.values().stream().allMatch(count -> count % parallelism == 0);
  }

  int waiting() {
    return unassigned.size();
  }

  int known() {
    return assigned.size() + unassigned.size();
  }

  /** The state for a checkpoint. */
  EnumeratorState state(@Nullable String rules, long lease) {
    return new EnumeratorState(assigned, List.copyOf(unassigned.values()), rules, lease);
  }
}
