package io.renwu.bench.engine;

import java.util.HashMap;
import java.util.Map;

/** What a rule engine without state has to be given: counters by user and task. */
public final class PeerCounters {
  private static final long MAX_TASKS = 10_000;

  private final Map<Long, int[]> counts = new HashMap<>();
  private long rewards;

  PeerCounters() {}

  /** Counts an event for a task; called by the rules. */
  public void add(int user, int task) {
    int[] count = counts.computeIfAbsent((long) user * MAX_TASKS + task, key -> new int[1]);
    if (++count[0] == PeerTasks.COUNT) {
      count[0] = 0;
      rewards++;
    }
  }

  long rewards() {
    return rewards;
  }
}
