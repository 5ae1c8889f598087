package io.renwu.reconcile;

import io.renwu.reconcile.Difference.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Differences: all of them counted, the first ones kept. Not thread-safe. */
public final class Differences {
  /** The task under which what cannot be read is counted. */
  private static final String NO_TASK = "-";

  private final int most;
  private final List<Difference> first = new ArrayList<>();
  private final Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
  private final Map<String, Map<Kind, Long>> byTask = new TreeMap<>();

  /**
   * None so far.
   *
   * @param most how many are kept
   */
  public Differences(int most) {
    this.most = most;
  }

  void add(Difference difference) {
    byKind.merge(difference.kind(), 1L, Long::sum);
    byTask
        .computeIfAbsent(
            difference.taskId() == null ? NO_TASK : difference.taskId(),
            task -> new EnumMap<>(Kind.class))
        .merge(difference.kind(), 1L, Long::sum);
    if (first.size() < most) {
      first.add(difference);
    }
  }

  /** Adds a record that is none. */
  public void unreadable(Kind kind, String place, String detail) {
    add(new Difference(kind, place, null, null, null, detail, null, null));
  }

  /** The first ones, in the order in which they were found. */
  public List<Difference> first() {
    return List.copyOf(first);
  }

  /** How many of a kind. */
  public long count(Kind kind) {
    return byKind.getOrDefault(kind, 0L);
  }

  /** How many of all kinds. */
  public long total() {
    return byKind.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of each task and kind; those that there are. */
  public Map<String, Map<Kind, Long>> byTask() {
    return byTask;
  }
}
