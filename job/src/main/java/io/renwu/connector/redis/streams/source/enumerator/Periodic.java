package io.renwu.connector.redis.streams.source.enumerator;

import java.time.Duration;

/** Something done again and again, never twice at a time. */
final class Periodic {
  private final long intervalNanos;
  private boolean begun;
  private boolean running;
  private long lastNanos;

  Periodic(Duration interval) {
    this.intervalNanos = interval.toNanos();
  }

  /** Whether it is time; if so it counts as running until {@link #end}. */
  boolean begin(long nowNanos) {
    if (running || (begun && nowNanos - lastNanos < intervalNanos)) {
      return false;
    }
    begun = true;
    running = true;
    lastNanos = nowNanos;
    return true;
  }

  /** It goes on for another step. */
  void resume() {
    running = true;
  }

  void end() {
    running = false;
  }
}
