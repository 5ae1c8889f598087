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
import org.jspecify.annotations.Nullable;

/** How many calendar units there can be in a span of time. */
final class Units {
  /** How far local times are behind and ahead of UTC at most, in hours. */
  private static final int BEHIND = 12;

  private static final int AHEAD = 14;
  private static final int DAYS_OF_WEEK = 7;
  private static final int MOST_DAYS_OF_MONTH = 31;
  private static final int MOST_WEEKS_OF_MONTH = 6;
  private static final int HOURS_OF_DAY = 24;

  private Units() {}

  /**
   * The most units that one larger or smaller one can touch, in any zone.
   *
   * @return empty for shorter ones in all of time
   */
  static OptionalLong mostIn(@Nullable CalendarUnit unit, @Nullable CalendarUnit other) {
    if (unit == other || unit == CalendarUnit.ALWAYS) {
      return OptionalLong.of(1);
    }
    if (other == CalendarUnit.ALWAYS) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        switch (unit) {
          case HOUR -> hoursIn(other);
          case DAY -> daysIn(other);
          case WEEK -> other == CalendarUnit.MONTH ? MOST_WEEKS_OF_MONTH : 1;
          case MONTH -> other == CalendarUnit.WEEK ? 2 : 1;
          case ALWAYS -> 1;
        });
  }

  private static long daysIn(@Nullable CalendarUnit other) {
    return switch (other) {
      case WEEK -> DAYS_OF_WEEK;
      case MONTH -> MOST_DAYS_OF_MONTH;
      default -> 1;
    };
  }

  /** One hour more where the clock is set back, another where days do not begin on the hour. */
  private static long hoursIn(@Nullable CalendarUnit other) {
    return daysIn(other) * HOURS_OF_DAY + 2;
  }

  /**
   * The most units that a schedule touches for one user.
   *
   * @return empty where the schedule has no bounds
   */
  static OptionalLong touched(
      @Nullable CalendarUnit unit, @Nullable Schedule schedule, @Nullable Period period) {
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
    boolean everywhere = period.zone() == null;
    Instant first = schedule.startAt().minus(everywhere ? BEHIND : 0, ChronoUnit.HOURS);
    Instant last = schedule.endAt().plus(everywhere ? AHEAD : 0, ChronoUnit.HOURS).minusNanos(1);
    PeriodCalendar calendar = calendar(unit, period);
    return OptionalLong.of(
        PeriodKey.ordinal(calendar.at(last).key())
            - PeriodKey.ordinal(calendar.at(first).key())
            + 1);
  }

  /** Of days, weeks or months. */
  private static PeriodCalendar calendar(@Nullable CalendarUnit unit, Period period) {
    ZoneId zone = period.zone() == null ? Zones.UTC : period.zone();
    return new PeriodCalendar(unit, zone, period.dayStart());
  }

  /** Whether one unit, but not an hour, lies in a schedule from its beginning to its end. */
  static boolean fits(@Nullable CalendarUnit unit, @Nullable Schedule schedule, Period period) {
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
