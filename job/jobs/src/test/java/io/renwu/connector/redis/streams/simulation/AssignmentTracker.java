package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which splits were assigned to which reader since which checkpoint, as Flink's own tracker. */
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

  /** The splits that a reader was assigned behind a checkpoint; they are nobody's now. */
  List<StreamSplit> takeBack(int reader, long checkpointId) {
    List<List<Assigned>> behind =
        new ArrayList<>(byCheckpoint.tailMap(checkpointId, false).values());
    behind.add(latest);
    List<StreamSplit> back = new ArrayList<>();
    for (List<Assigned> all : behind) {
      all.stream().filter(a -> a.reader() == reader).map(Assigned::split).forEach(back::add);
      all.removeIf(a -> a.reader() == reader);
    }
    return back;
  }

  private record Assigned(int reader, StreamSplit split) {}
}
