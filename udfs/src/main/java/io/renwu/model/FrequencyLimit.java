package io.renwu.model;

/**
 * How many events of one objective count for a user in each calendar unit, whatever the task's
 * periods, rounds and versions.
 *
 * @param limit at least 1
 * @param per the unit, in the task's zone and day start
 */
public record FrequencyLimit(int limit, Per per) {
  /** A calendar unit. */
  public enum Per {
    /** A clock hour; the one that a clock set back repeats is two. */
    HOUR,
    DAY,
    /** ISO weeks, which begin on Monday. */
    WEEK
  }
}
