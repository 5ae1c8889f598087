package io.renwu;

import java.util.Arrays;

/**
 * What tests draw by chance; how much, and from what seed, is said by {@code
 * -Drenwu.fuzz.events=1000000}, {@code -Drenwu.fuzz.documents=10000}, {@code -Drenwu.fuzz.seed=7}.
 */
public final class Drawn {
  private static final String PREFIX = "renwu.fuzz.";

  private Drawn() {}

  /** How many are drawn: few enough for every build, unless it is said otherwise. */
  public static int count(String what, int usual) {
    return Integer.getInteger(PREFIX + what, usual);
  }

  /** The bytes with a piece of them in twice. */
  public static byte[] doubled(byte[] bytes, int from, int length) {
    int end = Math.min(bytes.length, from + length);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + end - from);
    System.arraycopy(bytes, from, longer, end, bytes.length - from);
    return longer;
  }

  public static long seed(long usual) {
    long seed = Long.getLong(PREFIX + "seed", usual);
    System.out.println("seed " + seed);
    return seed;
  }
}
