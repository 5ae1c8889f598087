package io.renwu.engine;

import io.renwu.model.CalendarUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Counts of events and completions in calendar units, independent of the task's periods and rounds.
 * Immutable.
 *
 * @param counts by ascending owner, then unit; every count above 0
 */
public record UsageCounts(List<Count> counts) {
  public static final UsageCounts NONE = new UsageCounts(List.of());

  /** The owner of the user's completions of the task. */
  static final int COMPLETIONS = 0;

  public UsageCounts {
    counts = List.copyOf(counts);
  }

  /**
   * One counter.
   *
   * @param owner {@link #COMPLETIONS}, or {@link StateIds#ofFrequency} of an objective
   * @param unit {@link CalendarUnit}
   */
  public record Count(int owner, long unit, long number) {
    private boolean isBefore(int otherOwner, long otherUnit) {
      return owner != otherOwner ? owner < otherOwner : unit < otherUnit;
    }
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  long of(int owner, long unit) {
    for (Count count : counts) {
      if (count.owner() == owner && count.unit() == unit) {
        return count.number();
      }
    }
    return 0;
  }

  /** Adds a difference to one count; the result is at least 0. */
  UsageCounts plus(int owner, long unit, long difference) {
    long number = of(owner, unit) + difference;
    List<Count> changed = new ArrayList<>(counts.size() + 1);
    int at = 0;
    for (Count count : counts) {
      if (count.isBefore(owner, unit)) {
        at++;
      }
      if (count.owner() != owner || count.unit() != unit) {
        changed.add(count);
      }
    }
    if (number > 0) {
      changed.add(at, new Count(owner, unit, number));
    }
    return new UsageCounts(changed);
  }

  /** Removes the counts that are over; the same instance if there are none. */
  UsageCounts without(Predicate<Count> over) {
    List<Count> kept = counts.stream().filter(over.negate()).toList();
    return kept.size() == counts.size() ? this : new UsageCounts(kept);
  }
}
