package io.renwu.lint;

import io.renwu.calendar.PeriodCalendar;
import io.renwu.calendar.PeriodKey;
import io.renwu.calendar.PeriodSpan;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Period;
import io.renwu.model.Schedule;
import io.renwu.model.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** Counts the calendar units that there can be in a span of time. */
final class Units {
  /** The most hours that a local time is behind UTC. */
  private static final int MAX_HOURS_BEHIND = 12;

  /** The most hours that a local time is ahead of UTC. */
  private static final int MAX_HOURS_AHEAD = 14;

  private static final int DAYS_OF_WEEK = 7;
  private static final int MOST_DAYS_OF_MONTH = 31;
  private static final int MOST_WEEKS_OF_MONTH = 6;
  private static final int HOURS_OF_DAY = 24;

  private Units() {}

  /**
   * The most units that one span, a larger or smaller unit, can touch in any zone.
   *
   * @return empty where the span is all time and the unit is not
   */
  static OptionalLong mostIn(CalendarUnit unit, CalendarUnit span) {
    if (unit == span || unit == CalendarUnit.ALWAYS) {
      return OptionalLong.of(1);
    }
    if (span == CalendarUnit.ALWAYS) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        switch (unit) {
          case HOUR -> hoursIn(span);
          case DAY -> daysIn(span);
          case WEEK -> span == CalendarUnit.MONTH ? MOST_WEEKS_OF_MONTH : 1;
          case MONTH -> span == CalendarUnit.WEEK ? 2 : 1;
          case ALWAYS -> 1;
        });
  }

  private static long daysIn(CalendarUnit span) {
    return switch (span) {
      case WEEK -> DAYS_OF_WEEK;
      case MONTH -> MOST_DAYS_OF_MONTH;
      default -> 1;
    };
  }

  /** One hour more where the clock is set back, and one more where days begin within an hour. */
  private static long hoursIn(CalendarUnit span) {
    return daysIn(span) * HOURS_OF_DAY + 2;
  }

  /**
   * The most units that a schedule touches for one user.
   *
   * @return empty where the schedule has no bounds
   */
  static OptionalLong touched(CalendarUnit unit, Schedule schedule, Period period) {
    if (unit == CalendarUnit.ALWAYS) {
      return OptionalLong.of(1);
    }
    if (schedule.startAt().equals(Instant.MIN) || schedule.endAt().equals(Instant.MAX)) {
      return OptionalLong.empty();
    }
    if (unit == CalendarUnit.HOUR) {
      Duration length = Duration.between(schedule.startAt(), schedule.endAt());
      return OptionalLong.of(length.toHours() + 2);
    }
    boolean anyZone = period.zone() == null;
    Instant first = schedule.startAt().minus(anyZone ? MAX_HOURS_BEHIND : 0, ChronoUnit.HOURS);
    Instant last =
        schedule.endAt().plus(anyZone ? MAX_HOURS_AHEAD : 0, ChronoUnit.HOURS).minusNanos(1);
    PeriodCalendar calendar = calendar(unit, period);
    return OptionalLong.of(
        PeriodKey.ordinal(calendar.at(last).key())
            - PeriodKey.ordinal(calendar.at(first).key())
            + 1);
  }

  /** The calendar of days, weeks or months. */
  private static PeriodCalendar calendar(CalendarUnit unit, Period period) {
    ZoneId zone = period.zone() == null ? Zones.UTC : period.zone();
    return new PeriodCalendar(unit, zone, period.dayStart());
  }

  /** Whether a schedule contains a whole unit; the unit is not an hour. */
  static boolean fits(CalendarUnit unit, Schedule schedule, Period period) {
    if (unit == CalendarUnit.ALWAYS
        || schedule.startAt().equals(Instant.MIN)
        || schedule.endAt().equals(Instant.MAX)) {
      return true;
    }
    PeriodCalendar calendar = calendar(unit, period);
    PeriodSpan first = calendar.at(schedule.startAt());
    Instant end =
        first.begin().isBefore(schedule.startAt())
            ? calendar.end(PeriodKey.next(first.key()))
            : first.end();
    return !end.isAfter(schedule.endAt());
  }
}
