package io.renwu.job.kafka.source;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread that looks at something twice a second until it is closed; it keeps no process alive.
 */
final class PeriodicCheck implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 500;

  private final ScheduledExecutorService timer;

  /**
   * Begins, half a second from now.
   *
   * @param look not to fail: a failure ends the looking
   */
  PeriodicCheck(String name, Runnable look) {
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
