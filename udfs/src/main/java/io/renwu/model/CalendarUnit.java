package io.renwu.model;

/** A unit of calendar time. Periods, limits, frequency limits and streaks each allow some units. */
public enum CalendarUnit {
  /** A clock hour; an hour repeated when clocks are set back counts as two. */
  HOUR,
  DAY,
  /** ISO weeks, which begin on Monday. */
  WEEK,
  MONTH,
  /** All of time. */
  ALWAYS;

  /** The name as the unit of a period. */
  public String periodName() {
    return this == ALWAYS ? "NONE" : name();
  }

  /** The name as the unit of a limit. */
  public String limitName() {
    return this == ALWAYS ? "TOTAL" : name();
  }
}
