package io.renwu.engine;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Map;

/** Calendar units found by trying every date from long before a moment to long after it. */
final class CalendarModel {
  // The root locale's weeks begin on Sunday in some runtimes; the locale of Germany has ISO's.
  private static final Map<CalendarUnit, DateTimeFormatter> NAMES =
      Map.of(
          CalendarUnit.DAY, DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.GERMANY),
          CalendarUnit.WEEK, DateTimeFormatter.ofPattern("YYYY-'W'ww", Locale.GERMANY),
          CalendarUnit.MONTH, DateTimeFormatter.ofPattern("uuuu-MM", Locale.GERMANY));

  private CalendarModel() {}

  /** A unit's name and end. */
  record Found(String name, Instant end) {
    /** The day, or the week's Monday. */
    LocalDate firstDate() {
      return name.contains("W")
          ? LocalDate.parse(name + "-1", DateTimeFormatter.ISO_WEEK_DATE)
          : LocalDate.parse(name);
    }
  }

  /** The period of an event that happened when it says. */
  static Found find(Period period, Event event) {
    return find(period.unit(), period, event.time(), event.timezone());
  }

  /**
   * "A day (and Monday, and the 1st) begins at that local time's instant (in a DST gap: moved on by
   * the gap; in an overlap: the first), and an event belongs to the period with the latest
   * beginning not after its time"; "zone an IANA name or USER (the event's timezone, else UTC)".
   *
   * @param calendar its zone and day start are looked at
   */
  static Found find(CalendarUnit unit, Period calendar, Instant time, String timezone) {
    ZoneId own = ZoneId.of(timezone == null ? "UTC" : timezone);
    ZoneId zone = calendar.zone() == null ? own : calendar.zone();
    return switch (unit) {
      case ALWAYS -> new Found("-", null);
      case HOUR -> hour(time, zone);
      case DAY -> dates(unit, 3, calendar, time, zone);
      case WEEK -> dates(unit, 9, calendar, time, zone);
      case MONTH -> dates(unit, 33, calendar, time, zone);
    };
  }

  /** "An hour is a clock hour, the one that DST repeats is two." */
  private static Found hour(Instant time, ZoneId zone) {
    OffsetDateTime begin =
        time.atOffset(zone.getRules().getOffset(time)).truncatedTo(ChronoUnit.HOURS);
    return new Found(begin.toInstant().toString(), begin.plusHours(1).toInstant());
  }

  private static Found dates(
      CalendarUnit unit, int marginDays, Period calendar, Instant time, ZoneId zone) {
    LocalDate around = time.atZone(zone).toLocalDate();
    LocalDate found = null;
    Instant foundBegin = null;
    Instant end = null;
    for (int i = -marginDays; i <= marginDays; i++) {
      LocalDate date = around.plusDays(i);
      if (begins(unit, date)) {
        Instant begin = begin(LocalDateTime.of(date, calendar.dayStart()), zone);
        if (begin.isAfter(time)) {
          end = end == null ? begin : end;
        } else if (foundBegin == null || !begin.isBefore(foundBegin)) {
          found = date;
          foundBegin = begin;
        }
      }
    }
    return new Found(NAMES.get(unit).format(found), end);
  }

  private static boolean begins(CalendarUnit unit, LocalDate date) {
    return switch (unit) {
      case DAY -> true;
      case WEEK -> date.getDayOfWeek().getValue() == 1;
      default -> date.getDayOfMonth() == 1;
    };
  }

  private static Instant begin(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    if (transition == null) {
      return local.toInstant(zone.getRules().getOffset(local));
    }
    ZoneOffset before = transition.getOffsetBefore();
    Duration gap = transition.isGap() ? transition.getDuration() : Duration.ZERO;
    return local.plus(gap).toInstant(transition.isGap() ? transition.getOffsetAfter() : before);
  }
}
