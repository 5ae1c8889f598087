package io.renwu.limit;

import java.time.Duration;

/**
 * How a rate follows the lag of what comes behind.
 *
 * @param maxLag at which the rate is at the floor; greater than 0, finite, in the units of the lag
 * @param floor the least rate, records a second; greater than 0
 * @param ceiling the greatest rate, records a second; the floor or more, finite
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
   * The rate that a lag asks for: the ceiling up to half of the greatest lag, from there on down to
   * the floor in even ratios, so that a lag of the same distance asks for the same part of any
   * rate.
   *
   * @param lag 0 or more
   */
  public double target(double lag) {
    double share = Math.min(1, Math.max(0, 2 * lag / maxLag - 1));
    double target = ceiling * Math.pow(floor / ceiling, share);
    return Math.max(floor, Math.min(ceiling, target));
  }

  /** A rate within the bounds. */
  double bounded(double perSecond) {
    return Math.max(floor, Math.min(ceiling, perSecond));
  }
}
