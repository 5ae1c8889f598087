package io.renwu.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** What one reader wants of one lane, and what it was leased. Not thread-safe. */
final class LaneAccount {
  private final Deque<Granted> leases = new ArrayDeque<>();
  private long demand;
  private long granted;
  private long spent;

  void ask(long nowDemand, long nowSpent) {
    demand = nowDemand;
    spent = Math.max(spent, nowSpent);
  }

  void grant(long tokens, long expiresAtNanos) {
    granted += tokens;
    leases.add(new Granted(tokens, expiresAtNanos));
  }

  /** Tokens not known to be spent, but no more than are still good. */
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

  /** Tokens for records that are ready beyond those that the reader has tokens for. */
  long want(long nowNanos) {
    return Math.max(0, demand - live(nowNanos));
  }

  private record Granted(long tokens, long expiresAtNanos) {}
}
