package io.renwu.lint;

import io.renwu.condition.ConditionFacts;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The most that an objective's progress can be in one period.
 *
 * <pre>
 * units(u)       = the fewer of the calendar units u that a period touches, and the schedule
 * events         = frequency limit × units(its unit)
 * COUNT          ≤ events
 * COUNT_DISTINCT ≤ events, the texts that the filters let the field be
 * STREAK         ≤ events, units(its unit)
 * MAX            ≤ the largest number that the filters let the field be
 * SUM            ≤ events × that number
 * </pre>
 *
 * @param most or null without a bound
 * @param why what bounds it; null without a bound
 */
record ProgressBound(@Nullable BigDecimal most, @Nullable String why) {
  private static final ProgressBound UNBOUNDED = new ProgressBound(null, null);

  /** Conditions compare doubles: the decimal may be that much larger. */
  private static final BigDecimal ROUNDING = new BigDecimal("1.000000001");

  static ProgressBound of(Task task, Objective objective) {
    ProgressBound events = events(task, objective);
    return switch (objective.aggregation().function()) {
      case COUNT -> events;
      case COUNT_DISTINCT -> events.or(distinct(task, objective));
      case STREAK -> events.or(streak(task, objective));
      case MAX -> largest(task, objective);
      case SUM -> events.times(largest(task, objective));
    };
  }

  /** How often a target fits into it: rounds that can be completed; empty without a bound. */
  OptionalLong rounds(@Nullable BigDecimal target) {
    return most == null
        ? OptionalLong.empty()
        : OptionalLong.of(
            most.divide(target, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact());
  }

  boolean isBelow(@Nullable BigDecimal target) {
    return most != null && most.compareTo(target) < 0;
  }

  private ProgressBound or(ProgressBound other) {
    return most == null || (other.most != null && other.most.compareTo(most) < 0) ? other : this;
  }

  private ProgressBound times(ProgressBound each) {
    return most == null || each.most == null
        ? UNBOUNDED
        : new ProgressBound(most.multiply(each.most), why + ", " + each.why);
  }

  private static ProgressBound events(Task task, Objective objective) {
    if (objective.frequencyLimit() == null) {
      return UNBOUNDED;
    }
    CalendarUnit per = objective.frequencyLimit().per();
    int limit = objective.frequencyLimit().limit();
    ProgressBound units = units(task, per);
    return units.most == null
        ? UNBOUNDED
        : new ProgressBound(
            units.most.multiply(BigDecimal.valueOf(limit)),
            limit + " of each " + word(per) + " count, " + units.why);
  }

  private static ProgressBound streak(Task task, Objective objective) {
    return units(task, objective.aggregation().unit());
  }

  private static ProgressBound distinct(Task task, Objective objective) {
    return facts(task, objective)
        .possibleTexts(objective.aggregation().field())
        .map(
            texts ->
                new ProgressBound(
                    BigDecimal.valueOf(texts.size()), "the filters let no other values pass"))
        .orElse(UNBOUNDED);
  }

  private static ProgressBound largest(Task task, Objective objective) {
    double most = facts(task, objective).upperBound(objective.aggregation().field());
    return Double.isInfinite(most) || Double.isNaN(most)
        ? UNBOUNDED
        : new ProgressBound(
            BigDecimal.valueOf(Math.max(0, most)).multiply(ROUNDING),
            "the filters let no value above "
                + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString()
                + " pass");
  }

  private static ConditionFacts facts(Task task, Objective objective) {
    return ConditionFacts.of(task.audience().filter(), objective.filter());
  }

  private static ProgressBound units(Task task, @Nullable CalendarUnit unit) {
    CalendarUnit period = task.period().unit();
    return counted(Units.mostIn(unit, period), unit, "a period")
        .or(counted(Units.touched(unit, task.schedule(), task.period()), unit, "the schedule"));
  }

  private static ProgressBound counted(OptionalLong units, @Nullable CalendarUnit unit, String of) {
    if (units.isEmpty()) {
      return UNBOUNDED;
    }
    long most = units.getAsLong();
    String plural = most == 1 ? "" : "s";
    return new ProgressBound(
        BigDecimal.valueOf(most), of + " has at most " + most + " " + word(unit) + plural);
  }

  private static String word(@Nullable CalendarUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
