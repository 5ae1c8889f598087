package io.renwu.rules;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An immutable map from text to values, in the order of the texts. A change copies two arrays of
 * references, which for 10,000 entries takes a few microseconds.
 */
final class Index<V> {
  private static final Index<?> EMPTY = new Index<>(new String[0], new Object[0]);

  private final String[] keys;
  private final Object[] values;

  private Index(String[] keys, Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  static <V> Index<V> empty() {
    return (Index<V>) EMPTY;
  }

  /** The value, or null. */
  V get(String key) {
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? null : value(at);
  }

  Index<V> with(String key, V value) {
    int found = Arrays.binarySearch(keys, key);
    if (found >= 0) {
      Object[] changed = values.clone();
      changed[found] = value;
      return new Index<>(keys, changed);
    }
    int at = -found - 1;
    String[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
    Object[] moreValues = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(keys, at, moreKeys, at + 1, keys.length - at);
    System.arraycopy(values, at, moreValues, at + 1, values.length - at);
    moreKeys[at] = key;
    moreValues[at] = value;
    return new Index<>(moreKeys, moreValues);
  }

  int size() {
    return values.length;
  }

  /** The value at a place in the order of the keys, from 0. */
  @SuppressWarnings("unchecked") // only values of this type are put in
  V value(int at) {
    return (V) values[at];
  }

  @SuppressWarnings("unchecked") // only values of this type are put in
  List<V> values() {
    return (List<V>) Collections.unmodifiableList(Arrays.asList(values));
  }
}
