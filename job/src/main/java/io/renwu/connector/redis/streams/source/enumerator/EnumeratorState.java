package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.List;
import java.util.Set;

/**
 * What the enumerator keeps in a checkpoint.
 *
 * @param assigned streams whose splits are with the readers
 * @param unassigned splits that wait for their readers
 */
public record EnumeratorState(Set<StreamId> assigned, List<StreamSplit> unassigned) {
  /** Before the first discovery. */
  public static final EnumeratorState EMPTY = new EnumeratorState(Set.of(), List.of());

  public EnumeratorState {
    assigned = Set.copyOf(assigned);
    unassigned = List.copyOf(unassigned);
  }
}
