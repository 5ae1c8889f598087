package io.renwu.limit;

import java.io.Serializable;

/**
 * A part of the queue that is taken by a rule of its own.
 *
 * @param name for people and metrics
 * @param weight share of what is taken while every lane has a backlog, relative to those of the
 *     others; greater than 0, finite; of no meaning for a strict lane
 * @param strict taken before all others, but for the floor that these keep
 * @param perSecond the most that is taken of it, records a second, 0 or more; {@link
 *     Double#POSITIVE_INFINITY} = as much as the whole allows
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

  /** Whether it has a rate of its own. */
  public boolean isCapped() {
    return perSecond < Double.POSITIVE_INFINITY;
  }
}
