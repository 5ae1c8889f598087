package io.renwu.model;

/** The calendar unit in which a limit begins anew. */
public enum LimitUnit {
  DAY,
  /** ISO weeks, which begin on Monday. */
  WEEK,
  MONTH,
  /** All of time. */
  TOTAL
}
