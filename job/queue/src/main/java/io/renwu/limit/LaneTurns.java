package io.renwu.limit;

import java.util.function.IntPredicate;

/**
 * Chooses the lane that a reader reads next: deficit round robin over the lanes that are ready,
 * with a strict lane before them. In its turn, a lane of weight w may pass
 *
 * <pre>
 * quantum = 8 * w / (least weight)
 * </pre>
 *
 * <p>records; a rest that it cannot use is lost. With each record of a strict lane, the others earn
 * floor / (1 - floor) of a record while one of them is ready. Not thread-safe.
 */
public final class LaneTurns {
  private static final double LEAST_QUANTUM = 8;

  private final Lanes lanes;
  private final int strict;
  private final double earnedPerRecord;
  private final double[] quanta;
  private final double[] deficits;
  private int turn;
  private double owedToRest;

  public LaneTurns(Lanes lanes) {
    this.lanes = lanes;
    this.strict = lanes.strict();
    this.earnedPerRecord = lanes.floor() / (1 - lanes.floor());
    double least = lanes.all().stream().mapToDouble(Lane::weight).min().orElseThrow();
    this.quanta =
        lanes.all().stream().mapToDouble(lane -> LEAST_QUANTUM * lane.weight() / least).toArray();
    this.deficits = new double[lanes.count()];
  }

  /**
   * The lane to read next.
   *
   * @param ready whether a lane has records that may pass now
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
    for (int tries = 0; tries <= lanes.count(); tries++) {
      if (turn != strict && ready.test(turn)) {
        if (deficits[turn] >= 1) {
          return turn;
        }
        if (tries > 0) {
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

  /** How many records of the {@link #next} lane may pass before the next call of that method. */
  public long quota(int lane) {
    if (lanes.count() == 1) {
      return Long.MAX_VALUE;
    }
    if (lane == strict) {
      return earnedPerRecord == 0
          ? Long.MAX_VALUE
          : Math.max(1, (long) Math.ceil((1 - owedToRest) / earnedPerRecord));
    }
    long whole = (long) deficits[lane];
    return owedToRest >= 1 ? Math.min(whole, (long) owedToRest) : whole;
  }

  /** Counts records of the {@link #next} lane that passed. */
  public void spend(int lane, long count) {
    if (lane == strict) {
      owedToRest += count * earnedPerRecord;
    } else {
      deficits[lane] -= count;
      owedToRest = Math.max(0, owedToRest - count);
    }
  }
}
