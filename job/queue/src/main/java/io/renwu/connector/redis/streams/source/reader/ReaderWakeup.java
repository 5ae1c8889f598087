package io.renwu.connector.redis.streams.source.reader;

/** Wakes a sleeping reader. */
interface ReaderWakeup extends AutoCloseable {
  /**
   * Wakes the reader at a time, unless an earlier wakeup is scheduled. Called by the task thread
   * only.
   *
   * @param nowNanos the time after the reader was rearmed: a wakeup scheduled for later is still to
   *     come, one scheduled for earlier may be over
   */
  void wakeAt(long atNanos, long nowNanos);

  @Override
  void close();
}
