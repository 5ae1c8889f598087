package io.renwu.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The distinct values that an objective has counted within a period, each as the bytes of {@link
 * DistinctValue}. Immutable; sorted, so that equal sets are stored alike.
 */
public final class DistinctValues {
  public static final DistinctValues NONE = new DistinctValues(new byte[0][]);

  private final byte[][] sorted;

  private DistinctValues(byte[][] sorted) {
    this.sorted = sorted;
  }

  /**
   * Puts a set together.
   *
   * @param sorted strictly ascending, bytes compared as unsigned; not to be changed afterwards
   */
  public static DistinctValues ofSorted(List<byte[]> sorted) {
    return new DistinctValues(sorted.toArray(byte[][]::new));
  }

  /** In ascending order, not to be changed. */
  public List<byte[]> sorted() {
    return Collections.unmodifiableList(Arrays.asList(sorted));
  }

  public int size() {
    return sorted.length;
  }

  boolean contains(byte[] value) {
    return search(value) >= 0;
  }

  /** The set with a value that it does not hold yet. */
  DistinctValues with(byte[] value) {
    int at = -search(value) - 1;
    byte[][] larger = new byte[sorted.length + 1][];
    System.arraycopy(sorted, 0, larger, 0, at);
    larger[at] = value;
    System.arraycopy(sorted, at, larger, at + 1, sorted.length - at);
    return new DistinctValues(larger);
  }

  private int search(byte[] value) {
    return Arrays.binarySearch(sorted, value, Arrays::compareUnsigned);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinctValues values && Arrays.deepEquals(sorted, values.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(sorted);
  }

  @Override
  public String toString() {
    return sorted.length + " values";
  }
}
