package io.renwu.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of {@link LargeSets}: the name of a set, then the member. Each character is one byte, 0
 * to 255. No set's name is the beginning of another's, so the members of a set are the keys that
 * begin with its name.
 *
 * <pre>
 * events = 'e', slice (8 bytes);                                       member = 16 bytes of the id
 * values = 'v', task (6 bytes), objective (4 bytes), period (8 bytes); member = {@link DistinctValue}
 * log    = 'c', task (6 bytes), objective (4 bytes), period (8 bytes); member = 's' key, or
 *          {@link LogPart} number (8 bytes) key
 * </pre>
 *
 * Numbers are big-endian. The keys are stored, so their form never changes.
 */
final class MemberKey {
  private MemberKey() {}

  /** The name of the ids of the events received in a slice of time. */
  static String ofSlice(long slice) {
    return text(ByteBuffer.allocate(1 + Long.BYTES).put((byte) 'e').putLong(slice).array());
  }

  /**
   * The key of an event in the set of a name.
   *
   * @param high the first 8 bytes of its id
   * @param low the other 8 bytes
   */
  static String ofEvent(String slice, long high, long low) {
    return slice + text(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
  }

  /** The name of the distinct values that an objective of a task has counted in a period. */
  static String ofValues(long task, long period, int objective) {
    return ofObjective('v', task, period, objective);
  }

  /** The name of the cancel log of an objective of a task in a period. */
  static String ofLog(long task, long period, int objective) {
    return ofObjective('c', task, period, objective);
  }

  /** One of the numbers that make up the amount of a log's entry. */
  enum LogPart {
    SCALE('d'),
    HIGH('h'),
    LOW('l');

    private final char code;

    LogPart(char code) {
      this.code = code;
    }
  }

  /** The key of the number of entries that a log has for a key. */
  static String ofLogSize(String log, byte[] key) {
    return log + 's' + text(key);
  }

  /** The key of a part of a log's entry of a key. */
  static String ofLogEntry(String log, LogPart part, long number, byte[] key) {
    return log
        + part.code
        + text(ByteBuffer.allocate(Long.BYTES).putLong(number).array())
        + text(key);
  }

  private static String ofObjective(char kind, long task, long period, int objective) {
    return text(
        ByteBuffer.allocate(1 + StateIds.TASK_BYTES + Integer.BYTES + Long.BYTES)
            .put((byte) kind)
            .putShort((short) (task >>> Integer.SIZE))
            .putInt((int) task)
            .putInt(objective)
            .putLong(period)
            .array());
  }

  /** The key of a value in the set of a name. */
  static String ofValue(String values, byte[] value) {
    return values + text(value);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
