package io.renwu;

/**
 * How much a test draws by chance, and from what seed: {@code -Drenwu.fuzz.events=1000000}, {@code
 * -Drenwu.fuzz.documents=10000}, {@code -Drenwu.fuzz.seed=7}.
 */
public final class Drawn {
  private static final String PREFIX = "renwu.fuzz.";

  private Drawn() {}

  /** How many are drawn: few enough for every build, unless it is said otherwise. */
  public static int count(String what, int usual) {
    return Integer.getInteger(PREFIX + what, usual);
  }

  public static long seed(long usual) {
    long seed = Long.getLong(PREFIX + "seed", usual);
    System.out.println("seed " + seed);
    return seed;
  }
}
