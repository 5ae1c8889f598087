package io.renwu.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The calendar units of a streak that hold a counted event, as the numbers of days or weeks. Stored
 * as runs of consecutive units. Immutable.
 */
public final class StreakUnits {
  /** The floor of a streak without a finished round. */
  public static final long NO_FLOOR = Long.MIN_VALUE;

  static final StreakUnits NONE = new StreakUnits(NO_FLOOR, List.of());

  private final long floor;
  private final List<Run> runs;

  private StreakUnits(long floor, List<Run> runs) {
    this.floor = floor;
    this.runs = runs;
  }

  /**
   * Consecutive units.
   *
   * @param from inclusive
   * @param to inclusive, at least {@code from}
   */
  public record Run(long from, long to) {
    long length() {
      return to - from + 1;
    }
  }

  /**
   * Creates a set of units.
   *
   * @param floor the latest unit of the last finished round, or {@link #NO_FLOOR}
   * @param runs in ascending order, at least one unit between two of them
   */
  public static StreakUnits of(long floor, List<Run> runs) {
    return new StreakUnits(floor, List.copyOf(runs));
  }

  /** The latest unit that cannot count again. */
  public long floor() {
    return floor;
  }

  /** In ascending order. */
  public List<Run> runs() {
    return runs;
  }

  /** Whether the unit has been counted or lies at or below the floor. */
  boolean holds(long unit) {
    return unit <= floor || runs.stream().anyMatch(run -> run.from() <= unit && unit <= run.to());
  }

  /** The units with a new one. */
  StreakUnits with(long unit) {
    long[] units = {unit, unit};
    List<Run> with = new ArrayList<>(runs.size() + 1);
    for (Run run : runs) {
      if (run.to() == unit - 1) {
        units[0] = run.from();
      } else if (run.from() == unit + 1) {
        units[1] = run.to();
      } else {
        with.add(run);
      }
    }
    return sorted(with, new Run(units[0], units[1]));
  }

  /** The units without one; the same instance if it is not among them. */
  StreakUnits without(long unit) {
    List<Run> without = new ArrayList<>(runs.size() + 1);
    boolean found = false;
    for (Run run : runs) {
      if (run.from() <= unit && unit <= run.to()) {
        found = true;
        add(without, run.from(), unit - 1);
        add(without, unit + 1, run.to());
      } else {
        without.add(run);
      }
    }
    return found ? new StreakUnits(floor, List.copyOf(without)) : this;
  }

  private static void add(List<Run> runs, long from, long to) {
    if (from <= to) {
      runs.add(new Run(from, to));
    }
  }

  private StreakUnits sorted(List<Run> others, Run added) {
    Run[] all = others.toArray(new Run[others.size() + 1]);
    all[others.size()] = added;
    Arrays.sort(all, (a, b) -> Long.compare(a.from(), b.from()));
    return new StreakUnits(floor, List.of(all));
  }

  /** Starts a new round: the units up to the latest cannot count again. */
  StreakUnits restarted() {
    return runs.isEmpty() ? this : new StreakUnits(runs.get(runs.size() - 1).to(), List.of());
  }

  /**
   * The length of the current run.
   *
   * <pre>
   * run    = the latest runs r1, r2, … (latest first) as far as the gaps between them fit:
   *          gap(r1, r2) + … + gap(r(k-1), rk) &lt;= freezes
   * length = |r1| + … + |rk|
   * </pre>
   */
  long current(int freezes) {
    long length = 0;
    long missed = 0;
    for (int i = runs.size() - 1; i >= 0; i--) {
      Run run = runs.get(i);
      if (i < runs.size() - 1) {
        missed += runs.get(i + 1).from() - run.to() - 1;
      }
      if (missed > freezes) {
        break;
      }
      length += run.length();
    }
    return length;
  }

  boolean isEmpty() {
    return runs.isEmpty() && floor == NO_FLOOR;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreakUnits units && floor == units.floor && runs.equals(units.runs);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(floor) + runs.hashCode();
  }

  @Override
  public String toString() {
    return (floor == NO_FLOOR ? "" : "behind " + floor + " ") + runs;
  }
}
