package io.renwu.connector.redis.streams.source.reader;

import java.util.concurrent.TimeUnit;

/** Measures how long records have waited for tokens. Not thread-safe. */
final class ThrottleClock {
  private long totalNanos;
  private long sinceNanos;
  private boolean waiting;

  void update(boolean nowWaiting, long nowNanos) {
    if (waiting) {
      totalNanos += nowNanos - sinceNanos;
    }
    waiting = nowWaiting;
    sinceNanos = nowNanos;
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(totalNanos);
  }
}
