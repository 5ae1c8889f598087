package io.renwu.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Copies of sorted lists. */
final class SortedCopy {
  private SortedCopy() {}

  /**
   * The list with an element added in order; it replaces an element of the same key.
   *
   * @param sorted by ascending key
   */
  static <T> List<T> with(List<T> sorted, T element, ToLongFunction<T> key) {
    long keyOfElement = key.applyAsLong(element);
    if (sorted.isEmpty()
        || (sorted.size() == 1 && key.applyAsLong(sorted.get(0)) == keyOfElement)) {
      return List.of(element);
    }
    List<T> with = new ArrayList<>(sorted.size() + 1);
    int place = 0;
    for (T other : sorted) {
      long keyOfOther = key.applyAsLong(other);
      place += keyOfOther < keyOfElement ? 1 : 0;
      if (keyOfOther != keyOfElement) {
        with.add(other);
      }
    }
    with.add(place, element);
    return with;
  }
}
