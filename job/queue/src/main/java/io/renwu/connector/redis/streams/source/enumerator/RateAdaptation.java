package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.RateReport.Adapted;
import io.renwu.limit.AdaptiveRate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adapts the rate to the lag of downstream consumers while the rules ask for it. Not thread-safe.
 */
final class RateAdaptation {
  private @Nullable AdaptiveDocument rules;
  private @Nullable AdaptiveRate rate;
  private @Nullable Double lag;
  private long readAtMillis;
  private @Nullable String problem;

  /** Applies new rules; null = the rate is not adapted. */
  void renew(@Nullable AdaptiveDocument newer, long nowNanos) {
    if (newer == null) {
      rate = null;
    } else if (rules == null || rate == null || !newer.signal().equals(rules.signal())) {
      rate = new AdaptiveRate(newer.rule(), nowNanos);
      lag = null;
      problem = null;
    } else if (!newer.rule().equals(rate.rule())) {
      rate = rate.withRule(newer.rule(), nowNanos);
    }
    rules = newer;
  }

  /** The name of the signal to read. */
  Optional<String> signal() {
    return Optional.ofNullable(rules).map(AdaptiveDocument::signal);
  }

  /** Applies a reading of a signal. */
  void read(String signal, double value, long nowNanos, long nowMillis) {
    AdaptiveRate adapted = follows(signal) ? rate : null;
    if (adapted != null) {
      lag = value;
      readAtMillis = nowMillis;
      problem = null;
      adapted.recordLag(value, nowNanos);
    }
  }

  /** Records that a signal could not be read. */
  void failed(String signal, String why) {
    if (follows(signal)) {
      problem = why;
    }
  }

  private boolean follows(String signal) {
    return rules != null && signal.equals(rules.signal());
  }

  /**
   * The rate as of now.
   *
   * @param allowedPerSecond by the rest of the rules
   * @param paused whether nothing is read
   */
  double perSecond(double allowedPerSecond, boolean paused, long nowNanos) {
    if (rate == null) {
      return allowedPerSecond;
    }
    rate.advance(paused ? 0 : allowedPerSecond, nowNanos);
    return Math.min(allowedPerSecond, rate.perSecond());
  }

  /** The report; null = the rate is not adapted. */
  @Nullable Adapted report() {
    return rules == null || rate == null
        ? null
        : new Adapted(
            rules.signal(),
            lag,
            lag == null ? null : Instant.ofEpochMilli(readAtMillis).toString(),
            rate.perSecond(),
            rate.course(),
            problem);
  }
}
