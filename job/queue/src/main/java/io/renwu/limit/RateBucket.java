package io.renwu.limit;

import java.time.Duration;

/** A bucket of tokens to lease; unlimited if the rate is infinite. Not thread-safe. */
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

  /** Adds the tokens up to a time. */
  void fill(long nowNanos) {
    lapsed += bucket.overflowAt(nowNanos);
    bucket = bucket.at(nowNanos);
  }

  /** Tokens that may be leased now in addition to the live ones. */
  long room(long live) {
    return isOpen() ? Long.MAX_VALUE : Math.max(0, Math.min(bucket.whole(), leasable - live));
  }

  /** Removes tokens, at most the {@link #room}. */
  void take(long tokens) {
    if (!isOpen()) {
      bucket = bucket.take(tokens);
    }
  }

  /** The most tokens that may be leased at a time; {@link Long#MAX_VALUE} = no bound. */
  long leasable() {
    return isOpen() ? Long.MAX_VALUE : leasable;
  }

  /** Tokens that were lost because the bucket was full. */
  double lapsed() {
    return lapsed;
  }
}
