package io.renwu.limit;

import java.time.Duration;

/**
 * A rate that slows down while what comes behind lags, and speeds up again: proportional control by
 * the ramp of Random Early Detection (S. Floyd and V. Jacobson, 1993), whose two thresholds are
 * half of the greatest lag and all of it.
 *
 * <pre>
 * lag        the least reading of a step: what stands, not what comes and goes between commits
 * share      clamp((lag - max / 2) / (max / 2), 0, 1)
 * target     ceiling * (floor / ceiling) ^ share
 * rate       clamp(target, rate * 0.7, rate * 1.25), within floor and ceiling, once a step
 * </pre>
 *
 * <p>The lag is the sum of what was let pass too much; a rate in proportion to a sum needs no
 * memory of its own and comes to rest where as much passes as is done with behind. The limits of a
 * step bound the swing where the lag moves faster than it is read: from a tenth of the right rate
 * to twice as much. A change of less than 5 % is left out, but to the floor and the ceiling.
 *
 * <p>Before the first reading the rate is at the floor, with it at what it asks for. Without
 * readings for {@link #HOLD} it falls to the floor by the same steps. Not thread-safe.
 */
public final class AdaptiveRate {
  /** How long the rate stays as it is while there are no readings. */
  public static final Duration HOLD = Duration.ofSeconds(30);

  private static final double FALL = 0.7;
  private static final double RISE = 1.25;
  private static final double LEAST_CHANGE = 0.05;

  private final AdaptiveRule rule;
  private double perSecond;
  private Course course = Course.UNKNOWN;
  private double standing = Double.POSITIVE_INFINITY;
  private boolean readOnce;
  private long readAtNanos;
  private long stepAtNanos;

  /** What the rate does, and why. */
  public enum Course {
    /** Nothing was read yet: at the floor. */
    UNKNOWN,
    /** The lag is short of half of the greatest: at the ceiling, or on the way to it. */
    AHEAD,
    /**
     * The lag is between half of the greatest and all of it: in proportion, or on the way there.
     */
    BEHIND,
    /** The lag is the greatest or more: at the floor, or on the way to it. */
    FAR_BEHIND,
    /** There are no readings: as it was. */
    HOLDING,
    /** There have been no readings for long: at the floor, or on the way to it. */
    BLIND
  }

  public AdaptiveRate(AdaptiveRule rule, long nowNanos) {
    this.rule = rule;
    this.perSecond = rule.floor();
    this.stepAtNanos = nowNanos;
  }

  /** Goes on under another rule from where this one is. */
  public AdaptiveRate under(AdaptiveRule other, long nowNanos) {
    AdaptiveRate next = new AdaptiveRate(other, nowNanos);
    next.perSecond = other.bounded(perSecond);
    next.course = course;
    next.readOnce = readOnce;
    next.readAtNanos = readAtNanos;
    return next;
  }

  public AdaptiveRule rule() {
    return rule;
  }

  /** Records a second, from the floor to the ceiling. */
  public double perSecond() {
    return perSecond;
  }

  public Course course() {
    return course;
  }

  /**
   * The lag was read.
   *
   * @param lag 0 or more
   */
  public void read(double lag, long nowNanos) {
    standing = Math.min(standing, lag);
    readAtNanos = nowNanos;
    if (!readOnce) {
      readOnce = true;
      perSecond = rule.target(lag);
      course = course(lag);
      begin(nowNanos);
    }
  }

  /**
   * Time passes.
   *
   * @param allowedPerSecond what else bounds what passes, 0 or more: what never passed is no reason
   *     to fall slowly
   */
  public void look(double allowedPerSecond, long nowNanos) {
    if (!readOnce || nowNanos - stepAtNanos < rule.step().toNanos()) {
      return;
    }
    double lag = standing;
    begin(nowNanos);
    if (lag < Double.POSITIVE_INFINITY) {
      course = course(lag);
      approach(rule.target(lag), allowedPerSecond);
    } else if (nowNanos - readAtNanos >= HOLD.toNanos()) {
      course = Course.BLIND;
      approach(rule.floor(), allowedPerSecond);
    } else if (nowNanos - readAtNanos >= rule.step().toNanos()) {
      course = Course.HOLDING;
    }
  }

  private void begin(long nowNanos) {
    stepAtNanos = nowNanos;
    standing = Double.POSITIVE_INFINITY;
  }

  private Course course(double lag) {
    if (lag >= rule.maxLag()) {
      return Course.FAR_BEHIND;
    }
    return 2 * lag > rule.maxLag() ? Course.BEHIND : Course.AHEAD;
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
