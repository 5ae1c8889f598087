package io.renwu.connector.redis.streams.source.reader;

/** Wakes a sleeping reader. */
interface ReaderWakeup extends AutoCloseable {
  /**
   * Wakes the reader at a time, unless an earlier wakeup is scheduled. Called by the task thread
   * only.
   *
   * @param nowNanos read after the reader was rearmed: an earlier time that lies behind it is still
   *     to come, one that does not may be gone
   */
  void wakeAt(long atNanos, long nowNanos);

  @Override
  void close();
}
