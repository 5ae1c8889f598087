package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.model.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/** Periods found by trying every date from long before the event to long after it. */
final class CalendarModel {
  private static final int MARGIN_DAYS = 40;

  private CalendarModel() {}

  /** A period's name and end. */
  record Found(String name, Instant end) {}

  static Found find(Period period, Event event) {
    if (period.unit() == Period.Unit.NONE) {
      return new Found("-", null);
    }
    String own = event.timezone() == null ? "UTC" : event.timezone();
    ZoneId zone = period.zone() == null ? ZoneId.of(own) : period.zone();
    LocalDate around = event.time().atZone(zone).toLocalDate();
    LocalDate found = null;
    Instant foundBegin = null;
    Instant end = null;
    for (int i = -MARGIN_DAYS; i <= MARGIN_DAYS; i++) {
      LocalDate date = around.plusDays(i);
      if (begins(period.unit(), date)) {
        Instant begin = begin(LocalDateTime.of(date, period.dayStart()), zone);
        if (begin.isAfter(event.time())) {
          end = end == null ? begin : end;
        } else if (foundBegin == null || !begin.isBefore(foundBegin)) {
          found = date;
          foundBegin = begin;
        }
      }
    }
    return new Found(name(period.unit(), found), end);
  }

  private static boolean begins(Period.Unit unit, LocalDate date) {
    return switch (unit) {
      case NONE -> false;
      case DAY -> true;
      case WEEK -> date.getDayOfWeek().getValue() == 1;
      case MONTH -> date.getDayOfMonth() == 1;
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

  private static String name(Period.Unit unit, LocalDate first) {
    String pattern =
        switch (unit) {
          case NONE -> throw new IllegalArgumentException("no dates");
          case DAY -> "uuuu-MM-dd";
          case WEEK -> "YYYY-'W'ww";
          case MONTH -> "uuuu-MM";
        };
    // The root locale's weeks begin on Sunday in some runtimes; the locale of Germany has ISO's.
    return DateTimeFormatter.ofPattern(pattern, Locale.GERMANY).format(first);
  }
}
