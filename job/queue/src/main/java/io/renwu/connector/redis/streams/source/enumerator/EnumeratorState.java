package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The enumerator's state in a checkpoint.
 *
 * @param assigned streams whose splits are with the readers
 * @param unassigned splits that wait for their readers
 * @param rules the control document in force, as JSON; null = none was ever set
 * @param lease the fencing number of the job's lease; 0 = it had none
 */
public record EnumeratorState(
    Set<StreamId> assigned, List<StreamSplit> unassigned, @Nullable String rules, long lease) {
  /** Before the first discovery. */
  public static final EnumeratorState EMPTY = new EnumeratorState(Set.of(), List.of(), null, 0);

  public EnumeratorState {
    assigned = Set.copyOf(assigned);
    unassigned = List.copyOf(unassigned);
  }

  /** Whether streams were found. */
  public boolean knowsStreams() {
    return !assigned.isEmpty() || !unassigned.isEmpty();
  }
}
