package io.renwu.connector.redis.streams.inspect;

import java.util.Locale;

/** Formats amounts for people. */
public final class AmountText {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};
  private static final int UNIT = 1_024;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private AmountText() {}

  /** Bytes, as {@code 512 B} or {@code 1.4 MiB}. */
  public static String bytes(long bytes) {
    if (bytes < UNIT) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= UNIT && unit < UNITS.length - 1) {
      amount /= UNIT;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
  }

  /** A duration, as {@code 0.4 s}, {@code 12 s}, {@code 3m 20s}, {@code 2h 5m} or {@code 4d 3h}. */
  public static String span(long millis) {
    if (millis < 10 * SECOND) {
      return String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND);
    }
    if (millis < MINUTE) {
      return millis / SECOND + " s";
    }
    if (millis < HOUR) {
      return millis / MINUTE + "m " + millis % MINUTE / SECOND + "s";
    }
    return millis < DAY
        ? millis / HOUR + "h " + millis % HOUR / MINUTE + "m"
        : millis / DAY + "d " + millis % DAY / HOUR + "h";
  }

  /** A count with commas, as {@code 12,345}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
