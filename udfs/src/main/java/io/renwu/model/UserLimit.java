package io.renwu.model;

import java.util.List;

/**
 * How often one user may complete a task in each calendar unit.
 *
 * @param per the unit, in the task's zone and day start
 * @param limit at least 1
 */
public record UserLimit(CalendarUnit per, long limit) {
  /** The units that a user limit or a budget can have. */
  public static final List<CalendarUnit> UNITS =
      List.of(CalendarUnit.DAY, CalendarUnit.WEEK, CalendarUnit.MONTH, CalendarUnit.ALWAYS);
}
