package io.renwu.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The side that holds leases: how many records one reader may let pass now. One thread. */
public final class LeaseHolder {
  private final Deque<Held> held = new ArrayDeque<>();
  private boolean unlimited;
  private long version;
  private long spent;

  private LeaseHolder(boolean unlimited, long version) {
    this.unlimited = unlimited;
    this.version = version;
  }

  /** Nothing may pass before the first lease. */
  public static LeaseHolder waiting() {
    return new LeaseHolder(false, -1);
  }

  /** Everything may pass, for good. */
  public static LeaseHolder free() {
    return new LeaseHolder(true, Long.MAX_VALUE);
  }

  /** Takes a lease; one of an older rate is void, one of a newer rate voids all before it. */
  public void receive(Lease lease, long nowNanos) {
    if (lease.version() < version) {
      return;
    }
    if (lease.version() > version) {
      held.clear();
      spent = 0;
      version = lease.version();
    }
    unlimited = lease.unlimited();
    if (lease.tokens() > 0) {
      held.add(new Held(lease.tokens(), nowNanos + lease.validNanos()));
    }
  }

  /** How many records may pass; {@link Long#MAX_VALUE} = all. */
  public long available(long nowNanos) {
    if (unlimited) {
      return Long.MAX_VALUE;
    }
    while (!held.isEmpty() && held.peek().expiresAtNanos - nowNanos <= 0) {
      spent += held.remove().tokens;
    }
    long tokens = 0;
    for (Held lease : held) {
      tokens += lease.tokens;
    }
    return tokens;
  }

  /**
   * So many records have passed, at most what was {@link #available}; the oldest tokens go first.
   */
  public void spend(long count) {
    if (unlimited) {
      return;
    }
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

  public boolean isUnlimited() {
    return unlimited;
  }

  /** Of the rate that the last lease was given under. */
  public long version() {
    return version;
  }

  /** Tokens of this version that were used or expired. */
  public long spent() {
    return spent;
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
