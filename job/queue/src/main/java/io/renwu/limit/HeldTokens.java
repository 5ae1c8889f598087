package io.renwu.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The tokens of one lane that a reader holds, ordered by expiry. Not thread-safe. */
final class HeldTokens {
  private final Deque<Lease> leases = new ArrayDeque<>();
  private long spent;
  private long expired;

  void add(long tokens, long expiresAtNanos) {
    leases.add(new Lease(tokens, expiresAtNanos));
  }

  /** The tokens that have not expired. */
  long available(long nowNanos) {
    while (!leases.isEmpty() && leases.element().expiresAtNanos - nowNanos <= 0) {
      long tokens = leases.remove().tokens;
      spent += tokens;
      expired += tokens;
    }
    long tokens = 0;
    for (Lease lease : leases) {
      tokens += lease.tokens;
    }
    return tokens;
  }

  /** Spends tokens, the oldest first; at most as many as are {@link #available}. */
  void spend(long count) {
    spent += count;
    long left = count;
    while (left > 0) {
      Lease oldest = leases.element();
      long used = Math.min(left, oldest.tokens);
      oldest.tokens -= used;
      left -= used;
      if (oldest.tokens == 0) {
        leases.remove();
      }
    }
  }

  /** All tokens that were used or have expired. */
  long spent() {
    return spent;
  }

  long expired() {
    return expired;
  }

  private static final class Lease {
    private long tokens;
    private final long expiresAtNanos;

    private Lease(long tokens, long expiresAtNanos) {
      this.tokens = tokens;
      this.expiresAtNanos = expiresAtNanos;
    }
  }
}
