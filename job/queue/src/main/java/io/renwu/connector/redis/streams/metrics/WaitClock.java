package io.renwu.connector.redis.streams.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * Measures for how long at least one of several parties was waiting. All times are from one clock
 * that does not go back. One thread calls {@link #begin} and {@link #end}; any thread may read the
 * total.
 */
public final class WaitClock {
  private final Set<Object> waiting = new HashSet<>();
  private long sinceMillis;
  private volatile long totalMillis;

  /** Records that a party is waiting. */
  public void begin(Object who, long nowMillis) {
    count(nowMillis);
    waiting.add(who);
  }

  /** Records that a party is not waiting any more. */
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

  /** The total up to the last call of {@link #begin} or {@link #end}. */
  public long totalMillis() {
    return totalMillis;
  }
}
