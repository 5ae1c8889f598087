package io.renwu.limit;

import java.time.Duration;

/**
 * A rate that falls while the downstream consumers lag and rises again when they catch up:
 * proportional control along the ramp of Random Early Detection (S. Floyd and V. Jacobson, 1993).
 * The ramp begins at half of the maximum lag and ends at the maximum.
 *
 * <pre>
 * lag        the lowest reading of a step, so that the swing between two commits does not count
 * share      clamp((lag - max / 2) / (max / 2), 0, 1)
 * target     ceiling * (floor / ceiling) ^ share
 * rate       clamp(target, rate * 0.7, rate * 1.25), within floor and ceiling, once a step
 * </pre>
 *
 * <p>The lag is the sum of all records that passed too early. A rate in proportion to a sum needs
 * no integral term and settles where as many records pass as the consumers process. The limits of a
 * step bound the swing where the lag moves faster than it is read: from a tenth of the right rate
 * to twice that rate. A change of less than 5 % is skipped, except to the floor or the ceiling.
 *
 * <p>The rate starts at the floor and jumps to the target at the first reading. Without readings
 * for {@link #HOLD} it falls to the floor by the same steps. Not thread-safe.
 */
public final class AdaptiveRate {
  /** How long the rate stays unchanged without readings. */
  public static final Duration HOLD = Duration.ofSeconds(30);

  private static final double FALL = 0.7;
  private static final double RISE = 1.25;
  private static final double LEAST_CHANGE = 0.05;

  private final AdaptiveRule rule;
  private double perSecond;
  private Phase course = Phase.UNKNOWN;
  private double lowestLag = Double.POSITIVE_INFINITY;
  private boolean hasReading;
  private long readAtNanos;
  private long stepAtNanos;

  /** Where the rate is or moves to, and why. */
  public enum Phase {
    /** Nothing was read yet: the rate is at the floor. */
    UNKNOWN,
    /** The lag is at most half of the maximum: the rate is at the ceiling or moves to it. */
    AHEAD,
    /**
     * The lag is between half of the maximum and the maximum: the rate is on the ramp or moves to
     * it.
     */
    BEHIND,
    /** The lag is the maximum or more: the rate is at the floor or moves to it. */
    FAR_BEHIND,
    /** There are no readings: the rate stays. */
    HOLDING,
    /** There were no readings for {@link #HOLD}: the rate is at the floor or moves to it. */
    BLIND
  }

  public AdaptiveRate(AdaptiveRule rule, long nowNanos) {
    this.rule = rule;
    this.perSecond = rule.floor();
    this.stepAtNanos = nowNanos;
  }

  /** Continues from the present rate under another rule. */
  public AdaptiveRate withRule(AdaptiveRule other, long nowNanos) {
    AdaptiveRate next = new AdaptiveRate(other, nowNanos);
    next.perSecond = other.bounded(perSecond);
    next.course = course;
    next.hasReading = hasReading;
    next.readAtNanos = readAtNanos;
    return next;
  }

  public AdaptiveRule rule() {
    return rule;
  }

  /** Records per second, from the floor to the ceiling. */
  public double perSecond() {
    return perSecond;
  }

  public Phase course() {
    return course;
  }

  /**
   * Records a reading of the lag.
   *
   * @param lag 0 or more
   */
  public void recordLag(double lag, long nowNanos) {
    lowestLag = Math.min(lowestLag, lag);
    readAtNanos = nowNanos;
    if (!hasReading) {
      hasReading = true;
      perSecond = rule.target(lag);
      course = course(lag);
      beginStep(nowNanos);
    }
  }

  /**
   * Changes the rate if a step is due.
   *
   * @param allowedPerSecond the other bound of the rate, 0 or more; the fall begins at the lower of
   *     the two
   */
  public void advance(double allowedPerSecond, long nowNanos) {
    if (!hasReading || nowNanos - stepAtNanos < rule.step().toNanos()) {
      return;
    }
    double lag = lowestLag;
    beginStep(nowNanos);
    if (lag < Double.POSITIVE_INFINITY) {
      course = course(lag);
      approach(rule.target(lag), allowedPerSecond);
    } else if (nowNanos - readAtNanos >= HOLD.toNanos()) {
      course = Phase.BLIND;
      approach(rule.floor(), allowedPerSecond);
    } else if (nowNanos - readAtNanos >= rule.step().toNanos()) {
      course = Phase.HOLDING;
    }
  }

  private void beginStep(long nowNanos) {
    stepAtNanos = nowNanos;
    lowestLag = Double.POSITIVE_INFINITY;
  }

  private Phase course(double lag) {
    if (lag >= rule.maxLag()) {
      return Phase.FAR_BEHIND;
    }
    return 2 * lag > rule.maxLag() ? Phase.BEHIND : Phase.AHEAD;
  }

  private void approach(double target, double allowedPerSecond) {
    double slowest = Math.min(perSecond, allowedPerSecond) * FALL;
    double next = rule.bounded(Math.max(slowest, Math.min(perSecond * RISE, target)));
    boolean atBound = next == rule.floor() || next == rule.ceiling();
    if (atBound || Math.abs(next / perSecond - 1) >= LEAST_CHANGE) {
      perSecond = next;
    }
  }
}
