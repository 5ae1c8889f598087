package io.renwu.connector.redis.streams.source.reader;

/** Wakes a reader that sleeps. */
interface ReaderWakeup extends AutoCloseable {
  /**
   * Wakes at a time, unless it will do so earlier anyway. Called by the task's thread only.
   *
   * @param nowNanos read after the reader was rearmed: an earlier time that lies behind it is still
   *     to come, one that does not may be gone
   */
  void wakeAt(long atNanos, long nowNanos);

  @Override
  void close();
}
