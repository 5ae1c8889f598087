package io.renwu.reconcile.kafka;

import java.io.IOException;
import java.time.Duration;

/** Ends a reading that gets nowhere. Not thread-safe. */
final class Stall {
  private static final Duration MOST = Duration.ofSeconds(20);

  private long sinceNanos = System.nanoTime();

  /**
   * Takes how a poll went.
   *
   * @throws IOException where nothing came for too long
   */
  void polled(boolean progressed, String what) throws IOException {
    if (progressed) {
      sinceNanos = System.nanoTime();
    } else if (System.nanoTime() - sinceNanos > MOST.toNanos()) {
      throw new IOException(
          "Kafka gave nothing more of " + what + " for " + MOST.toSeconds() + " s");
    }
  }
}
