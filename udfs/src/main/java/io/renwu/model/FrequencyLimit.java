package io.renwu.model;

import java.util.List;

/**
 * How many events of one objective count for a user in each calendar unit, across the task's
 * periods, rounds and versions.
 *
 * @param limit at least 1
 * @param per the unit, in the task's zone and day start
 */
public record FrequencyLimit(int limit, CalendarUnit per) {
  /** The units that a frequency limit can have. */
  public static final List<CalendarUnit> UNITS =
      List.of(CalendarUnit.HOUR, CalendarUnit.DAY, CalendarUnit.WEEK);
}
