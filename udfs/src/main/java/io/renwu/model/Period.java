package io.renwu.model;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task's time is divided into periods.
 *
 * @param zone the task's zone; null for each event's own ({@code USER})
 * @param dayStart local time at which a day begins
 * @param allowedLateness how long after a period's end its events still count, by {@code
 *     receivedAt}
 */
public record Period(
    CalendarUnit unit, @Nullable ZoneId zone, LocalTime dayStart, Duration allowedLateness) {
  /** The units that a period can have. */
  public static final List<CalendarUnit> UNITS =
      List.of(CalendarUnit.ALWAYS, CalendarUnit.DAY, CalendarUnit.WEEK, CalendarUnit.MONTH);

  /** One period of all time. */
  public static final Period ALWAYS =
      new Period(CalendarUnit.ALWAYS, Zones.UTC, LocalTime.MIDNIGHT, Duration.ZERO);

  /** Whether all time is one period. */
  public boolean isEndless() {
    return unit == CalendarUnit.ALWAYS;
  }
}
