package io.renwu.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** Tokens of one lane that a reader holds, those that expire first in front. Not thread-safe. */
final class HeldTokens {
  private final Deque<Held> held = new ArrayDeque<>();
  private long spent;
  private long expired;

  void add(long tokens, long expiresAtNanos) {
    held.add(new Held(tokens, expiresAtNanos));
  }

  /** Those still good. */
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

  /** Takes so many, at most what was {@link #available}; the oldest go first. */
  void spend(long count) {
    spent += count;
    long left = count;
    while (left > 0) {
      Held oldest = held.element();
      long taken = Math.min(left, oldest.tokens);
      oldest.tokens -= taken;
      left -= taken;
      if (oldest.tokens == 0) {
        held.remove();
      }
    }
  }

  /** Used or expired, in all. */
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
