package io.renwu.calendar;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock hour as a number: {@code 4 * epoch second of its beginning}. An hour that is repeated
 * when clocks are set back has two keys. No {@link PeriodKey} of a day, week or month equals one.
 */
public final class HourKey {
  private static final int HOUR_SECONDS = 3600;
  private static final int CODE_BITS = 2;

  private HourKey() {}

  /** The clock hour of a zone that contains a moment. */
  public static PeriodSpan at(Instant time, ZoneId zone) {
    long offsetSeconds = zone.getRules().getOffset(time).getTotalSeconds();
    long local = time.getEpochSecond() + offsetSeconds;
    long begin = local - Math.floorMod(local, HOUR_SECONDS) - offsetSeconds;
    return new PeriodSpan(
        begin << CODE_BITS,
        "",
        Instant.ofEpochSecond(begin),
        Instant.ofEpochSecond(begin + HOUR_SECONDS));
  }

  /** Whether a key other than {@link PeriodKey#ALWAYS} is that of an hour. */
  public static boolean isHour(long key) {
    return (key & ((1 << CODE_BITS) - 1)) == 0;
  }

  /** The end of an hour. */
  public static Instant end(long key) {
    return Instant.ofEpochSecond((key >> CODE_BITS) + HOUR_SECONDS);
  }
}
