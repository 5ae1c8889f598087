package io.renwu.calendar;

import io.renwu.model.CalendarUnit;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A period's name as a number: {@code ordinal * 4 + code of the unit}. Days are counted from
 * 1970-01-01, weeks from the one that contains that day, months from January 1970; there is one
 * period of unit {@code ALWAYS}. Of two periods of one unit, the later one has the greater key.
 */
public final class PeriodKey {
  public static final long ALWAYS = 0;

  /** Indexed by code. */
  private static final CalendarUnit[] UNITS = {
    CalendarUnit.ALWAYS, CalendarUnit.DAY, CalendarUnit.WEEK, CalendarUnit.MONTH
  };

  private static final int UNIT_BITS = 2;

  /** The epoch day of Monday, 1969-12-29. */
  private static final long FIRST_MONDAY = -3;

  private PeriodKey() {}

  public static CalendarUnit unit(long key) {
    return UNITS[(int) (key & (UNITS.length - 1))];
  }

  /** The day, week or month that contains a date. */
  public static long of(CalendarUnit unit, LocalDate date) {
    return switch (unit) {
      case ALWAYS, HOUR -> throw new IllegalArgumentException("no period by date: " + unit);
      case DAY -> key(date.toEpochDay(), 1);
      case WEEK -> key(Math.floorDiv(date.toEpochDay() - FIRST_MONDAY, 7), 2);
      case MONTH -> key((date.getYear() - 1970) * 12L + date.getMonthValue() - 1, 3);
    };
  }

  private static long key(long ordinal, int code) {
    return (ordinal << UNIT_BITS) | code;
  }

  /** The number of a period; consecutive periods of a unit have consecutive numbers. */
  public static long ordinal(long key) {
    return key >> UNIT_BITS;
  }

  public static long next(long key) {
    return key + UNITS.length;
  }

  public static long previous(long key) {
    return key - UNITS.length;
  }

  /** The first date of a day, week or month. */
  public static LocalDate firstDate(long key) {
    long ordinal = ordinal(key);
    return switch (unit(key)) {
      case ALWAYS, HOUR -> throw new IllegalArgumentException(key + " has no dates");
      case DAY -> LocalDate.ofEpochDay(ordinal);
      case WEEK -> LocalDate.ofEpochDay(ordinal * 7 + FIRST_MONDAY);
      case MONTH -> LocalDate.ofEpochDay(0).plusMonths(ordinal);
    };
  }

  /** {@code -}, {@code 2026-11-22}, {@code 2026-W47} or {@code 2026-11}. */
  public static String name(long key) {
    return switch (unit(key)) {
      case ALWAYS, HOUR -> "-";
      case DAY -> firstDate(key).toString();
      case WEEK -> weekName(firstDate(key).plusDays(3));
      case MONTH -> YearMonth.from(firstDate(key)).toString();
    };
  }

  /** A week belongs to the year of its Thursday. */
  private static String weekName(LocalDate thursday) {
    int week = (thursday.getDayOfYear() + 6) / 7;
    String year = YearMonth.from(thursday).toString();
    return year.substring(0, year.length() - 2) + (week < 10 ? "W0" : "W") + week;
  }
}
