package io.renwu.codec;

/** The numbers of the formats of a user's state. */
final class StateFormat {
  static final int FIRST = 1;
  static final int SECOND = 2;

  /** The format that is written. */
  static final int VERSION = 3;

  /** The flags in the header of a task, a period or an objective. */
  static final int FLAG_BITS = 3;

  /** The same in the first format. */
  static final int FIRST_FLAG_BITS = 2;

  static final int EVENT_FLAG_BITS = 2;
  static final int UNIT_BITS = 2;
  static final int UNITS = 1 << UNIT_BITS;

  /**
   * By unit, the numbers of the periods that hold 2026-01-01, so that a day is a number of two
   * bytes until 2048: 20454 days after 1970-01-01, (20454 + 3) / 7 weeks, 56 * 12 months.
   */
  private static final long[] ORIGINS = {0, 20_454, 2_922, 672};

  private StateFormat() {}

  /** By unit, the number before that of a task's first period. */
  static long[] origins() {
    return ORIGINS.clone();
  }

  /** The second flag of a header. */
  static boolean high(long header) {
    return (header & 2) != 0;
  }

  /** The first flag of a header. */
  static boolean low(long header) {
    return (header & 1) != 0;
  }
}
