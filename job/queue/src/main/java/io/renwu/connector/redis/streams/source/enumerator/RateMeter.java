package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.control.RateReport.Achieved;
import java.util.ArrayDeque;
import java.util.Deque;

/** Measures how fast a counter grows, over at most the last 60 seconds. */
final class RateMeter {
  private static final long KEPT_NANOS = 61_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Records the counter's value; times must not decrease. */
  void sample(long count, long nowNanos) {
    samples.add(new Sample(count, nowNanos));
    while (nowNanos - samples.element().atNanos() > KEPT_NANOS) {
      samples.remove();
    }
  }

  /** The rate per second over the last seconds, or over the known part of them. */
  double perSecond(int seconds) {
    if (samples.size() < 2) {
      return 0;
    }
    Sample last = samples.getLast();
    long sinceNanos = last.atNanos() - seconds * 1_000_000_000L;
    Sample first = samples.getFirst();
    for (Sample sample : samples) {
      if (sample.atNanos() - sinceNanos > 0) {
        break;
      }
      first = sample;
    }
    long spanNanos = last.atNanos() - first.atNanos();
    return spanNanos == 0 ? 0 : (last.count() - first.count()) * NANOS_PER_SECOND / spanNanos;
  }

  /** The rates per second over the last 1, 10 and 60 seconds. */
  Achieved achieved() {
    return new Achieved(perSecond(1), perSecond(10), perSecond(60));
  }

  private record Sample(long count, long atNanos) {}
}
