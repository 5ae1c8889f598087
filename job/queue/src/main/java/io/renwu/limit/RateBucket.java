package io.renwu.limit;

import java.time.Duration;

/** A bucket whose tokens are leased; without a rate it gives whatever is asked. Not thread-safe. */
final class RateBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final long leasable;
  private TokenBucket bucket;
  private double lapsed;

  RateBucket(double perSecond, Duration burst, Duration leaseSpan, long nowNanos) {
    this.perSecond = perSecond;
    this.leasable = perSecond == 0 ? 0 : (long) Math.max(1, tokensIn(leaseSpan));
    this.bucket =
        isOpen()
            ? TokenBucket.empty(0, 0, nowNanos)
            : TokenBucket.empty(perSecond, perSecond == 0 ? 0 : 1 + tokensIn(burst), nowNanos);
  }

  private double tokensIn(Duration span) {
    return perSecond * span.toNanos() / NANOS_PER_SECOND;
  }

  private boolean isOpen() {
    return perSecond == Double.POSITIVE_INFINITY;
  }

  /** Time passes. */
  void fill(long nowNanos) {
    lapsed += bucket.overflowAt(nowNanos);
    bucket = bucket.at(nowNanos);
  }

  /** Tokens that may be leased now, beside those that are. */
  long room(long live) {
    return isOpen() ? Long.MAX_VALUE : Math.max(0, Math.min(bucket.whole(), leasable - live));
  }

  /** Takes so many, at most the {@link #room}. */
  void take(long tokens) {
    if (!isOpen()) {
      bucket = bucket.take(tokens);
    }
  }

  /** The most that may be leased at a time; {@link Long#MAX_VALUE} = no bound. */
  long leasable() {
    return isOpen() ? Long.MAX_VALUE : leasable;
  }

  /** Tokens that nobody took in time. */
  double lapsed() {
    return lapsed;
  }
}
