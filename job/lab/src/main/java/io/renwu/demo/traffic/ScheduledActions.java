package io.renwu.demo.traffic;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What has been decided to happen later, by its time; equal times in the order of deciding. */
final class ScheduledActions<T> {
  private record Entry<T>(long atMillis, long number, T item) {}

  private final PriorityQueue<Entry<T>> entries =
      new PriorityQueue<>(
          Comparator.<Entry<T>>comparingLong(Entry::atMillis).thenComparingLong(Entry::number));
  private long number;

  void add(long atMillis, T item) {
    entries.add(new Entry<>(atMillis, number++, item));
  }

  /** Takes the first item whose time has come, or null. */
  @Nullable T poll(long nowMillis) {
    Entry<T> first = entries.peek();
    if (first == null || first.atMillis() > nowMillis) {
      return null;
    }
    entries.remove();
    return first.item();
  }
}
