package io.renwu.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values that an objective has counted in a period, each as the bytes of {@link
 * DistinctValue}. Some are inline, sorted so that equal sets have equal bytes; the others are in
 * the user's {@link LargeSets}. Immutable.
 */
public final class DistinctValues {
  public static final DistinctValues NONE = new DistinctValues(0, new byte[0][]);

  /** Marks a value of the large sets as present. */
  static final long PRESENT = 1;

  /** Marks a value of the large sets as removed. */
  static final long ABSENT = 0;

  private final long apart;
  private final byte[][] sorted;

  private DistinctValues(long apart, byte[][] sorted) {
    this.apart = apart;
    this.sorted = sorted;
  }

  /**
   * Creates a set.
   *
   * @param apart the number of values in the large sets
   * @param sorted the inline values, strictly ascending by unsigned bytes; must not be modified
   *     afterwards
   */
  public static DistinctValues of(long apart, List<byte[]> sorted) {
    return new DistinctValues(apart, sorted.toArray(byte[][]::new));
  }

  /** The number of values in the user's large sets. */
  public long apart() {
    return apart;
  }

  /** The inline values in ascending order; must not be modified. */
  public List<byte[]> sorted() {
    return Collections.unmodifiableList(Arrays.asList(sorted));
  }

  /**
   * Whether the set holds a value.
   *
   * @param name of the set: {@link MemberKey#ofValues}
   */
  boolean contains(byte[] value, Supplier<String> name, LargeSets largeSets) {
    return search(value) >= 0 || (apart > 0 && isApart(value, name.get(), largeSets));
  }

  private static boolean isApart(byte[] value, String name, LargeSets largeSets) {
    Long present = largeSets.find(MemberKey.ofValue(name, value));
    return present != null && present == PRESENT;
  }

  /**
   * The set without a value.
   *
   * @param put the changes to the large sets
   */
  record Taken(DistinctValues values, Map<String, Long> put) {}

  /**
   * Removes a value; null if it is not in the set.
   *
   * @param name of the set: {@link MemberKey#ofValues}
   */
  @Nullable Taken remove(byte[] value, String name, LargeSets largeSets) {
    int at = search(value);
    if (at >= 0) {
      byte[][] smaller = new byte[sorted.length - 1][];
      System.arraycopy(sorted, 0, smaller, 0, at);
      System.arraycopy(sorted, at + 1, smaller, at, smaller.length - at);
      return new Taken(new DistinctValues(apart, smaller), Map.of());
    }
    if (apart == 0 || !isApart(value, name, largeSets)) {
      return null;
    }
    return new Taken(
        new DistinctValues(apart - 1, sorted), Map.of(MemberKey.ofValue(name, value), ABSENT));
  }

  boolean isEmpty() {
    return apart == 0 && sorted.length == 0;
  }

  /** The set after all of its values move to the large sets. */
  DistinctValues allApart() {
    return new DistinctValues(apart + sorted.length, NONE.sorted);
  }

  /** The set with a new value. */
  DistinctValues with(byte[] value) {
    int at = -search(value) - 1;
    byte[][] larger = new byte[sorted.length + 1][];
    System.arraycopy(sorted, 0, larger, 0, at);
    larger[at] = value;
    System.arraycopy(sorted, at, larger, at + 1, sorted.length - at);
    return new DistinctValues(apart, larger);
  }

  private int search(byte[] value) {
    return Arrays.binarySearch(sorted, value, Arrays::compareUnsigned);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinctValues values
        && apart == values.apart
        && Arrays.deepEquals(sorted, values.sorted);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(apart) + Arrays.deepHashCode(sorted);
  }

  @Override
  public String toString() {
    return sorted.length + " values, " + apart + " apart";
  }
}
