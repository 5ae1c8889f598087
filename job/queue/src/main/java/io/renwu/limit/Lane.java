package io.renwu.limit;

import java.io.Serializable;

/**
 * A part of the queue that is read by its own rule.
 *
 * @param name its name in messages and metrics
 * @param weight its share of what is read while every lane has a backlog, relative to the other
 *     weights; greater than 0, finite; unused for a strict lane
 * @param strict whether it is read before all others, except for their floor
 * @param perSecond its maximum rate, records per second, 0 or more; {@link
 *     Double#POSITIVE_INFINITY} = only the rate of the queue applies
 */
public record Lane(String name, double weight, boolean strict, double perSecond)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public Lane {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "lane " + name + ": found the weight " + weight + ", expected a number greater than 0");
    }
    if (!(perSecond >= 0)) {
      throw new IllegalArgumentException(
          "lane " + name + ": found the rate " + perSecond + ", expected 0 or more");
    }
  }

  /** Whether it has its own rate. */
  public boolean isCapped() {
    return perSecond < Double.POSITIVE_INFINITY;
  }
}
