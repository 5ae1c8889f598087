package io.renwu.limit;

import java.io.Serializable;
import java.util.List;

/**
 * The lanes of a queue. While all lanes have a backlog, of all records that pass
 *
 * <pre>
 * the strict lane gets            1 - floor
 * each other of weight w          w / (sum of their weights), of the rest
 * </pre>
 *
 * <p>and the share that a lane does not use goes to the others at once, by the same rule.
 *
 * @param all one or more, with distinct names, at most one of them strict
 * @param floor the share of the others beside a strict lane, 0 or more and less than 1
 */
public record Lanes(List<Lane> all, double floor) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Everything in one lane. */
  public static final Lanes ONE =
      new Lanes(List.of(new Lane("all", 1, false, Double.POSITIVE_INFINITY)), 0);

  public Lanes {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("found no lane, expected one or more");
    }
    if (all.stream().map(Lane::name).distinct().count() < all.size()) {
      throw new IllegalArgumentException(
          "found two lanes with the same name, expected distinct names");
    }
    if (all.stream().filter(Lane::strict).count() > 1) {
      throw new IllegalArgumentException("found two strict lanes, expected one at most");
    }
    if (!(floor >= 0 && floor < 1)) {
      throw new IllegalArgumentException(
          "found the floor " + floor + ", expected 0 or more and less than 1");
    }
  }

  public int count() {
    return all.size();
  }

  /** The index of the strict lane; -1 = there is none. */
  public int strict() {
    for (int lane = 0; lane < all.size(); lane++) {
      if (all.get(lane).strict()) {
        return lane;
      }
    }
    return -1;
  }
}
