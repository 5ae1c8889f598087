package io.renwu.lint;

import io.renwu.calendar.CalendarUnit;
import io.renwu.calendar.PeriodCalendar;
import io.renwu.calendar.PeriodKey;
import io.renwu.calendar.Span;
import io.renwu.model.Period;
import io.renwu.model.Schedule;
import io.renwu.model.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** Calendar units, and how many of them there can be in a span of time. */
enum Units {
  HOUR,
  DAY,
  WEEK,
  MONTH,
  /** All of time. */
  TOTAL;

  /** How far local times are behind and ahead of UTC at most, in hours. */
  private static final int BEHIND = 12;

  private static final int AHEAD = 14;
  private static final int DAYS_OF_WEEK = 7;
  private static final int MOST_DAYS_OF_MONTH = 31;
  private static final int MOST_WEEKS_OF_MONTH = 6;
  private static final int HOURS_OF_DAY = 24;

  /** The unit of a period, a limit, a frequency or a streak. */
  static Units of(Enum<?> unit) {
    return unit == Period.Unit.NONE ? TOTAL : valueOf(unit.name());
  }

  /**
   * The most of these units that one larger or smaller unit can touch, in any zone.
   *
   * @return empty for shorter ones in all of time
   */
  OptionalLong mostIn(Units other) {
    if (compareTo(other) == 0 || this == TOTAL) {
      return OptionalLong.of(1);
    }
    if (other == TOTAL) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        switch (this) {
          case HOUR -> hoursIn(other);
          case DAY -> daysIn(other);
          case WEEK -> other == MONTH ? MOST_WEEKS_OF_MONTH : 1;
          case MONTH -> other == WEEK ? 2 : 1;
          case TOTAL -> 1;
        });
  }

  private static long daysIn(Units other) {
    return switch (other) {
      case WEEK -> DAYS_OF_WEEK;
      case MONTH -> MOST_DAYS_OF_MONTH;
      default -> 1;
    };
  }

  /** One hour more where the clock is set back, another where days do not begin on the hour. */
  private static long hoursIn(Units other) {
    return daysIn(other) * HOURS_OF_DAY + 2;
  }

  /**
   * The most of these units that a schedule touches for one user.
   *
   * @return empty where the schedule has no bounds
   */
  OptionalLong touched(Schedule schedule, Period period) {
    if (this == TOTAL) {
      return OptionalLong.of(1);
    }
    if (schedule.startAt().equals(Instant.MIN) || schedule.endAt().equals(Instant.MAX)) {
      return OptionalLong.empty();
    }
    if (this == HOUR) {
      Duration length = Duration.between(schedule.startAt(), schedule.endAt());
      return OptionalLong.of(length.toHours() + 2);
    }
    boolean everywhere = period.zone() == null;
    Instant first = schedule.startAt().minus(everywhere ? BEHIND : 0, ChronoUnit.HOURS);
    Instant last = schedule.endAt().plus(everywhere ? AHEAD : 0, ChronoUnit.HOURS).minusNanos(1);
    PeriodCalendar calendar = calendar(period);
    return OptionalLong.of(
        CalendarUnit.ordinal(calendar.at(last).key())
            - CalendarUnit.ordinal(calendar.at(first).key())
            + 1);
  }

  /** Of days, weeks or months. */
  private PeriodCalendar calendar(Period period) {
    ZoneId zone = period.zone() == null ? Zones.UTC : period.zone();
    return new PeriodCalendar(Period.Unit.valueOf(name()), zone, period.dayStart());
  }

  /**
   * Whether one of these units, but not of hours, lies in a schedule from its beginning to its end.
   */
  boolean fits(Schedule schedule, Period period) {
    if (this == TOTAL
        || schedule.startAt().equals(Instant.MIN)
        || schedule.endAt().equals(Instant.MAX)) {
      return true;
    }
    PeriodCalendar calendar = calendar(period);
    Span first = calendar.at(schedule.startAt());
    Instant end =
        first.begin().isBefore(schedule.startAt())
            ? calendar.end(PeriodKey.next(first.key()))
            : first.end();
    return !end.isAfter(schedule.endAt());
  }
}
