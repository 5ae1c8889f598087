package io.renwu.connector.redis.streams.source.reader;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread that wakes a reader at the earliest of its requested times. */
final class WakeTimer implements ReaderWakeup {
  private final Runnable wake;
  private final ScheduledThreadPoolExecutor thread;
  private Future<?> pending = CompletableFuture.completedFuture(null);
  private long dueNanos;
  private boolean set;

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
    thread.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void wakeAt(long atNanos, long nowNanos) {
    if (set && dueNanos - atNanos <= 0 && dueNanos - nowNanos > 0) {
      return;
    }
    pending.cancel(false);
    set = true;
    dueNanos = atNanos;
    pending = thread.schedule(wake, Math.max(0, atNanos - nowNanos), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
