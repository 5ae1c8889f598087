package io.renwu.connector.redis.streams.source.reader;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that wakes a reader at the nearest of the times it names. */
final class WakeTimer implements AutoCloseable {
  private final Runnable wake;
  private final ScheduledThreadPoolExecutor thread;
  private long dueNanos;
  private volatile boolean set;

  WakeTimer(String name, Runnable wake) {
    this.wake = wake;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Wakes at a time, unless it will do so earlier anyway. Called by the task's thread only. */
  void wakeAt(long atNanos, long nowNanos) {
    if (set && dueNanos - atNanos <= 0 && dueNanos - nowNanos > 0) {
      return;
    }
    set = true;
    dueNanos = atNanos;
    var unused =
        thread.schedule(
            () -> {
              set = false;
              wake.run();
            },
            Math.max(0, atNanos - nowNanos),
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
