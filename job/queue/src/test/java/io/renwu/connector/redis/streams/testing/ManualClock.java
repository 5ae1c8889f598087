package io.renwu.connector.redis.streams.testing;

import io.renwu.connector.redis.streams.SystemClock;
import java.util.concurrent.TimeUnit;

/** A clock that the test moves. */
public final class ManualClock implements SystemClock {
  private long nowMillis = 1_000_000;

  @Override
  public long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(nowMillis);
  }

  @Override
  public long millis() {
    return nowMillis;
  }

  public void advance(long millis) {
    nowMillis += millis;
  }
}
