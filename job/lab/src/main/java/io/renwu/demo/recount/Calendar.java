package io.renwu.demo.recount;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * The periods of a task.
 *
 * @param zone null for the zone of each event
 */
record Calendar(Unit unit, @Nullable ZoneId zone, LocalTime dayStart, Duration lateness) {
  enum Unit {
    NONE,
    DAY,
    WEEK,
    MONTH
  }

  /**
   * The period of an event.
   *
   * @param end null for a period without an end
   */
  record Span(String name, @Nullable Instant end) {}

  /** The period whose beginning is the latest that is not after the event's time. */
  Span spanOf(UserEvent event) {
    if (unit == Unit.NONE) {
      return new Span("-", null);
    }
    ZoneId own = event.timezone() == null ? ZoneOffset.UTC : event.timezone();
    ZoneId calendarZone = zone == null ? own : zone;
    LocalDate first = firstDay(event.time().atZone(calendarZone).toLocalDate().plusDays(2));
    while (begin(first, calendarZone).isAfter(event.time())) {
      first = firstDay(first.minusDays(1));
    }
    return new Span(name(first), begin(next(first), calendarZone));
  }

  /** Whether the event was received too late for its period. */
  boolean isLate(UserEvent event, Span span) {
    return span.end() != null && !event.receivedAt().isBefore(span.end().plus(lateness));
  }

  private Instant begin(LocalDate day, ZoneId calendarZone) {
    return day.atTime(dayStart).atZone(calendarZone).toInstant();
  }

  private LocalDate firstDay(LocalDate day) {
    return switch (unit) {
      case NONE, DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  private LocalDate next(LocalDate first) {
    return switch (unit) {
      case NONE, DAY -> first.plusDays(1);
      case WEEK -> first.plusWeeks(1);
      case MONTH -> first.plusMonths(1);
    };
  }

  private String name(LocalDate first) {
    return switch (unit) {
      case NONE, DAY -> first.toString();
      case WEEK ->
          String.format(
              "%04d-W%02d",
              first.get(IsoFields.WEEK_BASED_YEAR), first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> YearMonth.from(first).toString();
    };
  }
}
