package io.renwu.limit;

import java.io.Serializable;
import java.time.Duration;

/**
 * How fast all readers of a queue together may read.
 *
 * @param version grows with every change
 * @param perSecond records per second, 0 or more; {@link Double#POSITIVE_INFINITY} = unlimited
 * @param paused whether nothing may pass
 * @param burst how long unused tokens may accumulate, greater than 0
 * @param lanes how the rate is split
 */
public record ReadRules(long version, double perSecond, boolean paused, Duration burst, Lanes lanes)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The interval at which readers report their demand. */
  public static final Duration DEFAULT_BURST = Duration.ofMillis(100);

  public ReadRules {
    if (!(perSecond >= 0)) {
      throw new IllegalArgumentException("found the rate " + perSecond + ", expected 0 or more");
    }
    if (burst.isNegative() || burst.isZero()) {
      throw new IllegalArgumentException("found the burst " + burst + ", expected more than 0");
    }
  }

  /** Rules without a limit. */
  public static ReadRules unlimited(long version) {
    return new ReadRules(version, Double.POSITIVE_INFINITY, false, DEFAULT_BURST, Lanes.ONE);
  }

  /** Rules under which nothing may pass. */
  public static ReadRules closed(long version) {
    return new ReadRules(version, Double.POSITIVE_INFINITY, true, DEFAULT_BURST, Lanes.ONE);
  }

  /** Whether the queue has a rate. */
  public boolean isLimited() {
    return perSecond < Double.POSITIVE_INFINITY;
  }

  /** Whether records of a lane pass without tokens. */
  public boolean isFree(int lane) {
    return !paused && !isLimited() && !lanes.all().get(lane).isCapped();
  }
}
