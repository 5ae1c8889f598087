package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Tracks which splits each reader was assigned since which checkpoint, as Flink's own tracker does.
 */
final class AssignmentTracker {
  private final TreeMap<Long, List<Assigned>> byCheckpoint = new TreeMap<>();
  private List<Assigned> latest = new ArrayList<>();

  void assigned(int reader, List<StreamSplit> splits) {
    splits.forEach(split -> latest.add(new Assigned(reader, split)));
  }

  void began(long checkpointId) {
    byCheckpoint.put(checkpointId, latest);
    latest = new ArrayList<>();
  }

  void completed(long checkpointId) {
    byCheckpoint.headMap(checkpointId, true).clear();
  }

  /** Removes the splits that a reader was assigned after a checkpoint, and returns them. */
  List<StreamSplit> removeAfter(int reader, long checkpointId) {
    List<List<Assigned>> after =
        new ArrayList<>(byCheckpoint.tailMap(checkpointId, false).values());
    after.add(latest);
    List<StreamSplit> removed = new ArrayList<>();
    for (List<Assigned> all : after) {
      all.stream().filter(a -> a.reader() == reader).map(Assigned::split).forEach(removed::add);
      all.removeIf(a -> a.reader() == reader);
    }
    return removed;
  }

  private record Assigned(int reader, StreamSplit split) {}
}
