package io.renwu.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Plans the faults and their times: a pure function of the seed, the number, the kinds and the
 * longest outage.
 *
 * <pre>
 * kinds  = each once if there are enough faults, the rest drawn by weight, in random order
 * outage = 0.2 s … longest, short ones more often (the square of a uniform draw)
 * pause  = 0 … 2 s
 * </pre>
 */
public final class FaultPlan {
  private static final long LEAST_OUTAGE_MILLIS = 200;
  private static final int MOST_PAUSE_MILLIS = 2_000;
  private static final int MOST_CHOICE = 1_000;

  /** The share of faults that the next one joins. */
  private static final double JOINED = 0.2;

  private FaultPlan() {}

  /**
   * The plan of a run.
   *
   * @param faults how many, at least 1
   * @param kinds that may be drawn, at least one
   * @param longestOutage at least 0.2 s
   */
  public static List<Fault> of(
      long seed, int faults, Set<FaultKind> kinds, Duration longestOutage) {
    if (faults < 1 || kinds.isEmpty() || longestOutage.toMillis() < LEAST_OUTAGE_MILLIS) {
      throw new IllegalArgumentException(
          String.format(
              "found %d faults of the kinds %s that last for up to %s,"
                  + " expected 1 or more of 1 or more that last for 0.2 s or more",
              faults, kinds, longestOutage));
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<FaultKind> order = order(random, faults, List.copyOf(EnumSet.copyOf(kinds)));
    List<Fault> plan = new ArrayList<>();
    int rescales = 0;
    for (int i = 0; i < order.size(); i++) {
      FaultKind kind = order.get(i);
      double share = random.nextDouble();
      long spanMillis = longestOutage.toMillis() - LEAST_OUTAGE_MILLIS;
      long outageMillis = LEAST_OUTAGE_MILLIS + Math.round(share * share * spanMillis);
      int choice = random.nextInt(MOST_CHOICE);
      long pauseMillis = random.nextInt(MOST_PAUSE_MILLIS);
      boolean joined = random.nextDouble() < JOINED;
      boolean nextMayJoin = i + 1 < order.size() && order.get(i + 1).mayJoin();
      plan.add(
          new Fault(
              i + 1,
              kind,
              kind == FaultKind.RESCALE ? rescales++ : choice,
              kind.isLasting() ? outageMillis : 0,
              pauseMillis,
              joined && kind.mayJoin() && nextMayJoin));
    }
    return plan;
  }

  private static List<FaultKind> order(SplittableRandom random, int faults, List<FaultKind> kinds) {
    List<FaultKind> order = new ArrayList<>(faults >= kinds.size() ? kinds : List.of());
    while (order.size() < faults) {
      order.add(draw(random, kinds));
    }
    for (int i = order.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      FaultKind kind = order.get(i);
      order.set(i, order.get(other));
      order.set(other, kind);
    }
    return order;
  }

  private static FaultKind draw(SplittableRandom random, List<FaultKind> kinds) {
    int left = random.nextInt(kinds.stream().mapToInt(FaultKind::weight).sum());
    for (FaultKind kind : kinds) {
      left -= kind.weight();
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights of " + kinds + " sum up to less than was drawn");
  }
}
