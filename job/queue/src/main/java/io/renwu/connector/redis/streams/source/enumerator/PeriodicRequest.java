package io.renwu.connector.redis.streams.source.enumerator;

import java.time.Duration;

/** A request that is repeated at an interval, one at a time, with its failures in a row. */
final class PeriodicRequest {
  private static final int MAX_REFUSALS = 5;

  private final long intervalNanos;
  private boolean begun;
  private boolean running;
  private boolean failing;
  private int refusals;
  private long lastNanos;

  PeriodicRequest(Duration interval) {
    this.intervalNanos = interval.toNanos();
  }

  /** Whether the request is due; if so it counts as running until {@link #end}. */
  boolean begin(long nowNanos) {
    if (running || (begun && nowNanos - lastNanos < intervalNanos)) {
      return false;
    }
    begun = true;
    running = true;
    lastNanos = nowNanos;
    return true;
  }

  /** Continues with another step. */
  void resume() {
    running = true;
  }

  void end() {
    running = false;
  }

  /**
   * Records a success.
   *
   * @return whether it is the first after failures; false while another step runs
   */
  boolean succeeded() {
    if (running) {
      return false;
    }
    boolean again = failing;
    failing = false;
    refusals = 0;
    return again;
  }

  /**
   * Records a failure: no answer, or an error.
   *
   * @return whether it is the first in a row
   */
  boolean failed(boolean refused) {
    boolean first = !failing;
    failing = true;
    refusals = refused ? refusals + 1 : 0;
    return first;
  }

  /** Whether it was refused so often that retrying is pointless. */
  boolean isRefused() {
    return refusals >= MAX_REFUSALS;
  }
}
