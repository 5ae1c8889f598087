package io.renwu.model;

/** A unit of calendar time. Periods, limits, frequencies and streaks each allow some of them. */
public enum CalendarUnit {
  /** A clock hour; the one that a clock set back repeats is two. */
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
