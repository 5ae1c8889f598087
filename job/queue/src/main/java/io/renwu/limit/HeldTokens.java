package io.renwu.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The tokens of one lane that a reader holds, ordered by expiry. Not thread-safe. */
final class HeldTokens {
  private final Deque<Held> held = new ArrayDeque<>();
  private long spent;
  private long expired;

  void add(long tokens, long expiresAtNanos) {
    held.add(new Held(tokens, expiresAtNanos));
  }

  /** The tokens that have not expired. */
  long available(long nowNanos) {
    while (!held.isEmpty() && held.element().expiresAtNanos - nowNanos <= 0) {
      long tokens = held.remove().tokens;
      spent += tokens;
      expired += tokens;
    }
    long tokens = 0;
    for (Held lease : held) {
      tokens += lease.tokens;
    }
    return tokens;
  }

  /** Spends tokens, the oldest first; at most as many as are {@link #available}. */
  void spend(long count) {
    spent += count;
    long left = count;
    while (left > 0) {
      Held oldest = held.element();
      long used = Math.min(left, oldest.tokens);
      oldest.tokens -= used;
      left -= used;
      if (oldest.tokens == 0) {
        held.remove();
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

  private static final class Held {
    private long tokens;
    private final long expiresAtNanos;

    private Held(long tokens, long expiresAtNanos) {
      this.tokens = tokens;
      this.expiresAtNanos = expiresAtNanos;
    }
  }
}
