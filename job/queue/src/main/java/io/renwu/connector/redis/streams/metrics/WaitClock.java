package io.renwu.connector.redis.streams.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * For how long at least one of several has waited. Times are of one clock that does not go back;
 * one thread moves it, any may read.
 */
public final class WaitClock {
  private final Set<Object> waiting = new HashSet<>();
  private long sinceMillis;
  private volatile long totalMillis;

  /** Somebody waits, or goes on waiting. */
  public void begin(Object who, long nowMillis) {
    count(nowMillis);
    waiting.add(who);
  }

  /** Somebody waits no longer, if he did. */
  public void end(Object who, long nowMillis) {
    count(nowMillis);
    waiting.remove(who);
  }

  private void count(long nowMillis) {
    if (!waiting.isEmpty()) {
      totalMillis = totalMillis + nowMillis - sinceMillis;
    }
    sinceMillis = nowMillis;
  }

  /** Up to the last begin or end. */
  public long totalMillis() {
    return totalMillis;
  }
}
