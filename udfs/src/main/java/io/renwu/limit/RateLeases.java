package io.renwu.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The side that leases: one bucket, shared out to readers by what they want.
 *
 * <pre>
 * granted in any span of time t under one rate  &lt;=  capacity + rate * t
 * sum of live leases                            &lt;=  budget = max(1, rate * lease span)
 * </pre>
 *
 * <p>capacity is max(1, rate * burst span). A lease is live until its tokens are spent, it has
 * expired, or the rate changes. One thread.
 */
public final class RateLeases {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long leaseNanos;
  private final long burstNanos;
  private final Map<Integer, Reader> readers = new TreeMap<>();
  private Rate rate;
  private TokenBucket bucket;
  private int turn;

  public RateLeases(Duration leaseSpan, Duration burstSpan, Rate rate, long nowNanos) {
    this.leaseNanos = leaseSpan.toNanos();
    this.burstNanos = burstSpan.toNanos();
    this.rate = rate;
    this.bucket = bucket(nowNanos);
  }

  public Rate rate() {
    return rate;
  }

  /** Changes the rate at once; every lease of the old one is void. */
  public void change(Rate newRate, long nowNanos) {
    rate = newRate;
    bucket = bucket(nowNanos);
    readers.values().forEach(Reader::forget);
  }

  private TokenBucket bucket(long nowNanos) {
    return rate.perSecond() == Double.POSITIVE_INFINITY
        ? TokenBucket.empty(0, 0, nowNanos)
        : TokenBucket.empty(rate.perSecond(), Math.max(1, tokensIn(burstNanos)), nowNanos);
  }

  private double tokensIn(long nanos) {
    return rate.perSecond() * nanos / NANOS_PER_SECOND;
  }

  /** A reader begins, with nothing: what an earlier one of that number held is void. */
  public void register(int reader) {
    readers.put(reader, new Reader());
  }

  public void remove(int reader) {
    readers.remove(reader);
  }

  /** What tells a reader the present rate; carries no tokens. */
  public Lease opening() {
    return new Lease(rate.version(), rate.isUnlimited(), 0, leaseNanos);
  }

  /**
   * A reader says what it could let pass at once.
   *
   * @param version of the rate that it knows
   * @param demand records ready, also those that the tokens it holds are for
   * @param spent tokens of that version that it has used or seen expire, in all
   */
  public void ask(int reader, long version, long demand, long spent, long nowNanos) {
    Reader asking = readers.get(reader);
    if (asking != null) {
      asking.demand = demand;
      asking.askedAtNanos = nowNanos;
      if (version == rate.version()) {
        asking.spent = Math.max(asking.spent, spent);
      }
    }
  }

  /** Shares out what has dripped in; leases by reader, none without tokens. */
  public Map<Integer, Lease> grant(long nowNanos) {
    bucket = bucket.at(nowNanos);
    Map<Integer, Lease> leases = new TreeMap<>();
    if (rate.paused() || rate.isUnlimited() || readers.isEmpty()) {
      return leases;
    }
    long budget = Math.max(0, Math.min(bucket.whole(), budget() - live(nowNanos)));
    int[] numbers = readers.keySet().stream().mapToInt(Integer::intValue).toArray();
    long[] wants = readers.values().stream().mapToLong(r -> want(r, nowNanos)).toArray();
    long[] shares = FairShares.of(budget, wants, turn % numbers.length);
    turn = (turn + 1) % numbers.length;
    for (int i = 0; i < numbers.length; i++) {
      if (shares[i] > 0) {
        bucket = bucket.take(shares[i]);
        readers.get(numbers[i]).grant(shares[i], nowNanos + leaseNanos);
        leases.put(numbers[i], new Lease(rate.version(), false, shares[i], leaseNanos));
      }
    }
    return leases;
  }

  private long want(Reader reader, long nowNanos) {
    return nowNanos - reader.askedAtNanos > leaseNanos
        ? 0
        : Math.max(0, reader.demand - reader.live(nowNanos));
  }

  /** The most that may be leased at a time. */
  public long budget() {
    return rate.paused() ? 0 : (long) Math.max(1, tokensIn(leaseNanos));
  }

  /** The sum of live leases. */
  public long live(long nowNanos) {
    return readers.values().stream().mapToLong(reader -> reader.live(nowNanos)).sum();
  }

  private static final class Reader {
    private final Deque<Granted> leases = new ArrayDeque<>();
    private long demand;
    private long askedAtNanos;
    private long granted;
    private long spent;

    private void forget() {
      leases.clear();
      granted = 0;
      spent = 0;
    }

    private void grant(long tokens, long expiresAtNanos) {
      granted += tokens;
      leases.add(new Granted(tokens, expiresAtNanos));
    }

    /** Tokens not known to be spent, but no more than are still good. */
    private long live(long nowNanos) {
      while (!leases.isEmpty() && leases.peek().expiresAtNanos() - nowNanos <= 0) {
        leases.remove();
      }
      long good = leases.stream().mapToLong(Granted::tokens).sum();
      return Math.min(good, granted - spent);
    }
  }

  private record Granted(long tokens, long expiresAtNanos) {}
}
