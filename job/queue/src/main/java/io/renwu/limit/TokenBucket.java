package io.renwu.limit;

/**
 * Tokens that accumulate at a rate, up to a capacity. Immutable.
 *
 * @param perSecond tokens per second, 0 or more, finite
 * @param capacity the most it holds
 * @param tokens what it holds at {@code atNanos}
 * @param atNanos monotonic time of the last change
 */
public record TokenBucket(double perSecond, double capacity, double tokens, long atNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** An empty bucket. */
  public static TokenBucket empty(double perSecond, double capacity, long nowNanos) {
    return new TokenBucket(perSecond, capacity, 0, nowNanos);
  }

  /** The bucket at a time; a time before {@code atNanos} adds nothing. */
  public TokenBucket at(long nowNanos) {
    long passedNanos = nowNanos - atNanos;
    if (passedNanos <= 0) {
      return this;
    }
    double filled = tokens + perSecond * passedNanos / NANOS_PER_SECOND;
    return new TokenBucket(perSecond, capacity, Math.min(capacity, filled), nowNanos);
  }

  /** Tokens that overflow up to a time. */
  public double overflowAt(long nowNanos) {
    double dripped = perSecond * Math.max(0, nowNanos - atNanos) / NANOS_PER_SECOND;
    return Math.max(0, tokens + dripped - capacity);
  }

  /** The number of whole tokens. */
  public long whole() {
    return (long) tokens;
  }

  /** The bucket with that many tokens fewer; at most {@link #whole}. */
  public TokenBucket take(long count) {
    if (count < 0 || count > whole()) {
      throw new IllegalArgumentException(count + " of " + whole() + " tokens");
    }
    return new TokenBucket(perSecond, capacity, tokens - count, atNanos);
  }
}
