package io.renwu.demo.traffic;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Items scheduled for later, ordered by time, then by insertion. */
final class ScheduledActions<T> {
  private record Entry<T>(long atMillis, long number, T item) {}

  private final PriorityQueue<Entry<T>> entries =
      new PriorityQueue<>(
          Comparator.<Entry<T>>comparingLong(Entry::atMillis).thenComparingLong(Entry::number));
  private long number;

  void add(long atMillis, T item) {
    entries.add(new Entry<>(atMillis, number++, item));
  }

  /** Removes and returns the first item that is due; null if none is. */
  @Nullable T poll(long nowMillis) {
    Entry<T> first = entries.peek();
    if (first == null || first.atMillis() > nowMillis) {
      return null;
    }
    entries.remove();
    return first.item();
  }
}
