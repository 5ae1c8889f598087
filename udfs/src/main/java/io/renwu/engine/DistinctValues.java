package io.renwu.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values that an objective has counted within a period, each as the bytes of {@link
 * DistinctValue}: some here, sorted, so that equal sets are stored alike; the others apart, in the
 * user's {@link LargeSets}. Immutable.
 */
public final class DistinctValues {
  public static final DistinctValues NONE = new DistinctValues(0, new byte[0][]);

  /** What stands apart for a value that is in the set. */
  static final long PRESENT = 1;

  /** What stands apart for a value that was taken out of the set. */
  static final long ABSENT = 0;

  private final long apart;
  private final byte[][] sorted;

  private DistinctValues(long apart, byte[][] sorted) {
    this.apart = apart;
    this.sorted = sorted;
  }

  /**
   * Puts a set together.
   *
   * @param apart how many values are kept apart
   * @param sorted the others, strictly ascending, bytes compared as unsigned; not to be changed
   *     afterwards
   */
  public static DistinctValues of(long apart, List<byte[]> sorted) {
    return new DistinctValues(apart, sorted.toArray(byte[][]::new));
  }

  /** How many values are kept apart. */
  public long apart() {
    return apart;
  }

  /** Those that are not kept apart, in ascending order, not to be changed. */
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
   * @param put what changes apart
   */
  record Taken(DistinctValues values, Map<String, Long> put) {}

  /**
   * Takes a value out; null where it is not in the set.
   *
   * @param name of the set: {@link MemberKey#ofValues}
   */
  @Nullable Taken take(byte[] value, String name, LargeSets largeSets) {
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

  /** The set when all of its values are kept apart. */
  DistinctValues allApart() {
    return new DistinctValues(apart + sorted.length, NONE.sorted);
  }

  /** The set with a value that it does not hold yet. */
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
