package io.renwu.limit;

/**
 * How fast readers may go, all together.
 *
 * @param version grows with every change
 * @param perSecond greater than 0; {@link Double#POSITIVE_INFINITY} = unlimited
 * @param paused nothing may pass, whatever the rate
 */
public record Rate(long version, double perSecond, boolean paused) {
  public Rate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate is greater than 0: " + perSecond);
    }
  }

  /** As fast as they can. */
  public static Rate unlimited(long version) {
    return new Rate(version, Double.POSITIVE_INFINITY, false);
  }

  public boolean isUnlimited() {
    return !paused && perSecond == Double.POSITIVE_INFINITY;
  }
}
