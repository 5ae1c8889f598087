package io.renwu.lint;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Computes how often one user can complete a task at most; empty without a bound. */
final class Completions {
  private Completions() {}

  /** In one period. */
  static OptionalLong perPeriod(Task task) {
    if (task.recurrence().policy() != Policy.REPEAT) {
      return OptionalLong.of(1);
    }
    Integer most = task.recurrence().maxCompletions();
    OptionalLong allowed = most == null ? OptionalLong.empty() : OptionalLong.of(most);
    return least(allowed, possiblePerPeriod(task));
  }

  /** In one period, without regard to {@code maxCompletions}. */
  static OptionalLong possiblePerPeriod(Task task) {
    CalendarUnit period = task.period().unit();
    OptionalLong least = objectivesPerPeriod(task);
    for (UserLimit limit : task.userLimits()) {
      CalendarUnit per = limit.per();
      OptionalLong units =
          least(Units.mostIn(per, period), Units.touched(per, task.schedule(), task.period()));
      least = least(least, product(units, limit.limit()));
    }
    return least;
  }

  /** In the whole schedule. */
  static OptionalLong inAll(Task task) {
    if (task.recurrence().policy() == Policy.ONCE) {
      return OptionalLong.of(1);
    }
    CalendarUnit period = task.period().unit();
    OptionalLong periods = Units.touched(period, task.schedule(), task.period());
    OptionalLong perPeriod = perPeriod(task);
    OptionalLong most =
        perPeriod.isPresent() ? product(periods, perPeriod.getAsLong()) : OptionalLong.empty();
    for (UserLimit limit : task.userLimits()) {
      OptionalLong units = Units.touched(limit.per(), task.schedule(), task.period());
      most = least(most, product(units, limit.limit()));
    }
    return most;
  }

  /** How often the objectives can be completed in one period. */
  private static OptionalLong objectivesPerPeriod(Task task) {
    boolean any = task.completion() == Task.Completion.ANY;
    OptionalLong total = any ? OptionalLong.of(0) : OptionalLong.empty();
    for (Objective objective : task.objectives()) {
      OptionalLong completions = ProgressBound.of(task, objective).completions(objective.target());
      if (!any) {
        total = least(total, completions);
      } else if (total.isPresent() && completions.isPresent()) {
        total = OptionalLong.of(saturatedSum(total.getAsLong(), completions.getAsLong()));
      } else {
        return OptionalLong.empty();
      }
    }
    return total;
  }

  private static long saturatedSum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  static OptionalLong least(OptionalLong one, OptionalLong other) {
    return LongStream.concat(one.stream(), other.stream()).min();
  }

  /** The product, at most {@link Long#MAX_VALUE}. */
  static OptionalLong product(OptionalLong units, long each) {
    if (units.isEmpty()) {
      return units;
    }
    long high = Math.multiplyHigh(units.getAsLong(), each);
    long product = units.getAsLong() * each;
    return OptionalLong.of(high != 0 || product < 0 ? Long.MAX_VALUE : product);
  }
}
