package io.renwu.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** One reader's demand for one lane, and the tokens leased to it. Not thread-safe. */
final class LaneAccount {
  private final Deque<Granted> leases = new ArrayDeque<>();
  private long demand;
  private long granted;
  private long spent;

  void recordDemand(long newDemand, long newSpent) {
    demand = newDemand;
    spent = Math.max(spent, newSpent);
  }

  void grant(long tokens, long expiresAtNanos) {
    granted += tokens;
    leases.add(new Granted(tokens, expiresAtNanos));
  }

  /** Tokens that are neither expired nor known to be spent. */
  long live(long nowNanos) {
    while (!leases.isEmpty() && leases.peek().expiresAtNanos() - nowNanos <= 0) {
      leases.remove();
    }
    long good = 0;
    for (Granted lease : leases) {
      good += lease.tokens();
    }
    return Math.min(good, granted - spent);
  }

  /** Tokens that the reader still needs for its ready records. */
  long want(long nowNanos) {
    return Math.max(0, demand - live(nowNanos));
  }

  private record Granted(long tokens, long expiresAtNanos) {}
}
