package io.renwu.calendar;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The calendar units of limits, frequencies and streaks as numbers: days, weeks and months as in
 * {@link PeriodKey}; a clock hour as {@code 4 * epoch second of its beginning}, so that the one
 * that a clock set back repeats is two.
 */
public final class CalendarUnit {
  private static final int HOUR_SECONDS = 3600;
  private static final int CODE_BITS = 2;

  private CalendarUnit() {}

  /** The clock hour of a zone that holds a moment. */
  public static Span hour(Instant time, ZoneId zone) {
    long offsetSeconds = zone.getRules().getOffset(time).getTotalSeconds();
    long local = time.getEpochSecond() + offsetSeconds;
    long begin = local - Math.floorMod(local, HOUR_SECONDS) - offsetSeconds;
    return new Span(
        begin << CODE_BITS,
        "",
        Instant.ofEpochSecond(begin),
        Instant.ofEpochSecond(begin + HOUR_SECONDS));
  }

  /** Whether a unit is an hour. */
  public static boolean isHour(long unit) {
    return (unit & ((1 << CODE_BITS) - 1)) == 0;
  }

  /** The end of an hour. */
  public static Instant hourEnd(long unit) {
    return Instant.ofEpochSecond((unit >> CODE_BITS) + HOUR_SECONDS);
  }

  /** The number of a day or week among all days or weeks: the next one has the next number. */
  public static long ordinal(long unit) {
    return unit >> CODE_BITS;
  }
}
