package io.renwu.connector.redis.streams;

/**
 * Positions in a stream, as 64-bit numbers: {@code epoch << 48 | offset + 1}.
 *
 * <p>The position of a record is greater than that of every record before it. The position of a
 * reader is that of the last record it read, and {@link #START} before the first. The epoch of a
 * stream grows when its topic is recreated, so that offsets that restart at 0 still sort after all
 * earlier records.
 */
public final class StreamPosition {
  /** Before every record. */
  public static final long START = 0;

  private static final int OFFSET_BITS = 48;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  /** The greatest offset that has a position. */
  public static final long MAX_OFFSET = OFFSET_MASK - 1;

  /** The greatest epoch with positive positions. */
  public static final int MAX_EPOCH = (1 << (63 - OFFSET_BITS)) - 1;

  private StreamPosition() {}

  /** The position of the record at an offset, in 0 to {@link #MAX_OFFSET}. */
  public static long of(int epoch, long offset) {
    if (epoch < 0 || epoch > MAX_EPOCH || offset < 0 || offset > MAX_OFFSET) {
      throw new IllegalArgumentException("no position for epoch " + epoch + ", offset " + offset);
    }
    return ((long) epoch << OFFSET_BITS) | (offset + 1);
  }

  /** The position before every record of an epoch and after all records of earlier epochs. */
  public static long beginning(int epoch) {
    return of(epoch, 0) - 1;
  }

  public static int epoch(long position) {
    return (int) (position >>> OFFSET_BITS);
  }

  /** The offset of the record at a position; -1 before the first of its epoch. */
  public static long offset(long position) {
    return (position & OFFSET_MASK) - 1;
  }

  /**
   * How many offsets lie between two positions: an upper bound of the records there, as a topic may
   * skip offsets. Across epochs it counts the offsets of the later epoch only.
   */
  public static long distance(long from, long to) {
    if (to <= from) {
      return 0;
    }
    return epoch(from) == epoch(to) ? to - from : offset(to) + 1;
  }

  /** The id of the Redis entry whose last record has this position. */
  public static String entryId(long position) {
    return position + "-0";
  }

  /**
   * The position in the id of a Redis entry.
   *
   * @throws IllegalArgumentException if the id is not one that {@link #entryId} makes
   */
  public static long ofEntryId(String id) {
    if (id.endsWith("-0")) {
      try {
        return Long.parseLong(id.substring(0, id.length() - 2));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not the id of an entry of the queue: " + id, e);
      }
    }
    throw new IllegalArgumentException("not the id of an entry of the queue: " + id);
  }

  /** The position with its epoch and offset, for messages. */
  public static String describe(long position) {
    return position == START
        ? "the beginning"
        : position + " (epoch " + epoch(position) + ", offset " + offset(position) + ")";
  }
}
