package io.renwu.limit;

import java.time.Duration;

/**
 * How a rate follows the lag of the downstream consumers.
 *
 * @param maxLag the lag from which on the rate is the floor; greater than 0, finite, in the unit of
 *     the lag
 * @param floor the lowest rate, records per second; greater than 0
 * @param ceiling the highest rate, records per second; the floor or more, finite
 * @param step how often the rate may change, greater than 0
 */
public record AdaptiveRule(double maxLag, double floor, double ceiling, Duration step) {
  public AdaptiveRule {
    if (!(maxLag > 0 && maxLag < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "found the greatest lag " + maxLag + ", expected a number greater than 0");
    }
    if (!(floor > 0)) {
      throw new IllegalArgumentException(
          "found the floor " + floor + ", expected a rate greater than 0");
    }
    if (!(ceiling >= floor && ceiling < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "found the ceiling "
              + ceiling
              + ", expected a rate of the floor, "
              + floor
              + ", or more");
    }
    if (step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException("found the step " + step + ", expected more than 0");
    }
  }

  /**
   * The rate for a lag: the ceiling up to half of the maximum lag, then down to the floor by equal
   * ratios, so that equal increases of the lag divide the rate by the same factor.
   *
   * @param lag 0 or more
   */
  public double target(double lag) {
    double share = Math.min(1, Math.max(0, 2 * lag / maxLag - 1));
    double target = ceiling * Math.pow(floor / ceiling, share);
    return Math.max(floor, Math.min(ceiling, target));
  }

  /** The rate, clamped to the floor and the ceiling. */
  double bounded(double perSecond) {
    return Math.max(floor, Math.min(ceiling, perSecond));
  }
}
