package io.renwu.connector.redis.streams.sink;

/** The wait before the next attempt after a failure: it doubles each time, up to a bound. */
final class Backoff {
  private static final long FIRST_MILLIS = 20;
  private static final long LAST_MILLIS = 2_000;

  private long millis = FIRST_MILLIS;

  /** The wait before the next attempt. */
  long nextMillis() {
    long now = millis;
    millis = Math.min(2 * millis, LAST_MILLIS);
    return now;
  }

  /** An attempt succeeded. */
  void reset() {
    millis = FIRST_MILLIS;
  }
}
