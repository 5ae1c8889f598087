package io.renwu.model;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The calendar that cuts a task's life into periods.
 *
 * @param zone the task's zone, or null for each event's own ({@code USER})
 * @param dayStart local time at which a day begins
 * @param allowedLateness how long after a period's end its events are still taken, by {@code
 *     receivedAt}
 */
public record Period(Unit unit, ZoneId zone, LocalTime dayStart, Duration allowedLateness) {
  public enum Unit {
    NONE,
    DAY,
    /** ISO weeks, which begin on Monday. */
    WEEK,
    MONTH
  }
}
