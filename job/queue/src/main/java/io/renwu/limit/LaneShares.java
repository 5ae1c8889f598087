package io.renwu.limit;

/**
 * Splits tokens between lanes by the rule of {@link Lanes}. Fractions of a token are carried over
 * while a lane has a backlog, so that over time the shares are exact at any rate. Not thread-safe.
 */
final class LaneShares {
  private final Lanes lanes;
  private final double[] owed;

  LaneShares(Lanes lanes) {
    this.lanes = lanes;
    this.owed = new double[lanes.count()];
  }

  /**
   * Splits a budget.
   *
   * @param budget 0 or more
   * @param wants the tokens that each lane wants, 0 or more
   * @return a share for each lane; their sum is the smaller of the budget and the sum of wants
   */
  long[] split(long budget, long[] wants) {
    double[] ideal = ideal(budget, wants);
    long[] shares = new long[wants.length];
    long left = budget;
    for (int lane = 0; lane < wants.length; lane++) {
      owed[lane] = wants[lane] == 0 ? 0 : owed[lane] + ideal[lane];
      shares[lane] = Math.min(Math.min(Math.max(0, (long) owed[lane]), wants[lane]), left);
      left -= shares[lane];
    }
    // Fewer than 2 tokens a lane are left: each is owed -1 or more and lost a fraction above.
    for (int lane = mostOwed(shares, wants); left > 0 && lane >= 0; left--) {
      shares[lane]++;
      lane = mostOwed(shares, wants);
    }
    for (int lane = 0; lane < wants.length; lane++) {
      // At most one token either way, so that a lane at its limit does not accumulate a claim.
      owed[lane] = Math.max(-1, Math.min(1, owed[lane] - shares[lane]));
    }
    return shares;
  }

  /** The lane that wants more and is owed most; -1 = none wants more. */
  private int mostOwed(long[] shares, long[] wants) {
    int most = -1;
    for (int lane = 0; lane < wants.length; lane++) {
      if (wants[lane] > shares[lane]
          && (most < 0 || owed[lane] - shares[lane] > owed[most] - shares[most])) {
        most = lane;
      }
    }
    return most;
  }

  private double[] ideal(long budget, long[] wants) {
    double[] shares = new double[wants.length];
    int strict = lanes.strict();
    double left = budget;
    if (strict >= 0) {
      shares[strict] = Math.min((double) wants[strict], budget * (1 - lanes.floor()));
      left -= shares[strict];
    }
    left = fill(left, wants, shares);
    if (strict >= 0) {
      shares[strict] = Math.min((double) wants[strict], shares[strict] + left);
    }
    return shares;
  }

  /** Weighted max-min shares of the lanes that are not strict; returns the unused rest. */
  private double fill(double budget, long[] wants, double[] shares) {
    double left = budget;
    double weights = openWeights(wants, shares);
    while (weights > 0 && left > 1e-9) {
      double perWeight = left / weights;
      double used = 0;
      for (int lane = 0; lane < wants.length; lane++) {
        Lane rule = lanes.all().get(lane);
        if (!rule.strict() && wants[lane] > shares[lane]) {
          double extra = Math.min(perWeight * rule.weight(), wants[lane] - shares[lane]);
          shares[lane] += extra;
          used += extra;
        }
      }
      left -= used;
      weights = openWeights(wants, shares);
    }
    return Math.max(0, left);
  }

  private double openWeights(long[] wants, double[] shares) {
    double sum = 0;
    for (int lane = 0; lane < wants.length; lane++) {
      Lane rule = lanes.all().get(lane);
      sum += !rule.strict() && wants[lane] > shares[lane] ? rule.weight() : 0;
    }
    return sum;
  }
}
