package io.renwu.job.kafka.source;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A daemon thread that runs a check twice a second until it is closed. */
final class PeriodicCheck implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 500;

  private final ScheduledExecutorService timer;

  /**
   * Starts; the first check runs after half a second.
   *
   * @param check it must not fail, because a failure ends the checks
   */
  PeriodicCheck(String name, Runnable check) {
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            check, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
