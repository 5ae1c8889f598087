package io.renwu.limit;

import java.util.function.IntPredicate;

/**
 * Whose turn it is in one reader: deficit round robin over the lanes that have something to take,
 * with a strict lane in front of them. A lane of weight w may take in its turn
 *
 * <pre>
 * quantum = 8 * w / (least weight)
 * </pre>
 *
 * <p>records, and what it leaves because it ran dry is lost. Beside a strict lane the others earn
 * floor / (1 - floor) of a record with each record of it that is taken while they have something.
 * Not thread-safe.
 */
public final class LaneTurns {
  private static final double LEAST_QUANTUM = 8;

  private final Lanes lanes;
  private final int strict;
  private final double earned;
  private final double[] quanta;
  private final double[] deficits;
  private int turn;
  private double owedToRest;

  public LaneTurns(Lanes lanes) {
    this.lanes = lanes;
    this.strict = lanes.strict();
    this.earned = lanes.floor() / (1 - lanes.floor());
    double least = lanes.all().stream().mapToDouble(Lane::weight).min().orElseThrow();
    this.quanta =
        lanes.all().stream().mapToDouble(lane -> LEAST_QUANTUM * lane.weight() / least).toArray();
    this.deficits = new double[lanes.count()];
  }

  /**
   * The lane that is next.
   *
   * @param ready whether a lane has something that may be taken now
   * @return its index, or -1 if none is ready
   */
  public int next(IntPredicate ready) {
    if (lanes.count() == 1) {
      return ready.test(0) ? 0 : -1;
    }
    if (strict < 0 || !ready.test(strict)) {
      return nextOfRest(ready);
    }
    int other = nextOfRest(ready);
    if (other < 0) {
      owedToRest = 0;
      return strict;
    }
    return owedToRest >= 1 ? other : strict;
  }

  private int nextOfRest(IntPredicate ready) {
    for (int looked = 0; looked <= lanes.count(); looked++) {
      if (turn != strict && ready.test(turn)) {
        if (deficits[turn] >= 1) {
          return turn;
        }
        if (looked > 0) {
          deficits[turn] += quanta[turn];
          return turn;
        }
      } else {
        deficits[turn] = 0;
      }
      turn = (turn + 1) % deficits.length;
    }
    return -1;
  }

  /** How many records the lane that is {@link #next} may take before it is asked again. */
  public long run(int lane) {
    if (lanes.count() == 1) {
      return Long.MAX_VALUE;
    }
    if (lane == strict) {
      return earned == 0
          ? Long.MAX_VALUE
          : Math.max(1, (long) Math.ceil((1 - owedToRest) / earned));
    }
    long whole = (long) deficits[lane];
    return owedToRest >= 1 ? Math.min(whole, (long) owedToRest) : whole;
  }

  /** So many records of the lane that was {@link #next} have been taken. */
  public void taken(int lane, long count) {
    if (lane == strict) {
      owedToRest += count * earned;
    } else {
      deficits[lane] -= count;
      owedToRest = Math.max(0, owedToRest - count);
    }
  }
}
