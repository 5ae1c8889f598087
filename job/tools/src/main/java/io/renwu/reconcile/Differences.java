package io.renwu.reconcile;

import io.renwu.reconcile.Difference.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts all differences and keeps the first ones. Not thread-safe. */
public final class Differences {
  /** The task under which records that cannot be read are counted. */
  private static final String NO_TASK = "-";

  private final int most;
  private final List<Difference> first = new ArrayList<>();
  private final Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
  private final Map<String, Map<Kind, Long>> byTask = new TreeMap<>();

  /**
   * Creates an empty collection.
   *
   * @param most how many differences to keep
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

  /** Adds a record that cannot be read. */
  public void unreadable(Kind kind, String place, String detail) {
    add(new Difference(kind, place, null, null, null, detail, null, null));
  }

  /** The first ones, in the order in which they were found. */
  public List<Difference> first() {
    return List.copyOf(first);
  }

  /** The number of differences of a kind. */
  public long count(Kind kind) {
    return byKind.getOrDefault(kind, 0L);
  }

  /** The number of differences of all kinds. */
  public long total() {
    return byKind.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The number of differences by task and kind, without zeros. */
  public Map<String, Map<Kind, Long>> byTask() {
    return byTask;
  }
}
