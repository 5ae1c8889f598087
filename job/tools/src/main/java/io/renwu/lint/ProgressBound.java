package io.renwu.lint;

import io.renwu.condition.ConditionFacts;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The most that an objective's progress can be in one period.
 *
 * <pre>
 * units(u)       = the most calendar units u that a period touches, or the schedule if fewer
 * events         = frequency limit × units(its unit)
 * COUNT          ≤ events
 * COUNT_DISTINCT ≤ events, the number of texts that the filters allow in the field
 * STREAK         ≤ events, units(its unit)
 * MAX            ≤ the largest number that the filters allow in the field
 * SUM            ≤ events × that number
 * </pre>
 *
 * @param most null without a bound
 * @param why what bounds it; null without a bound
 */
record ProgressBound(@Nullable BigDecimal most, @Nullable String why) {
  private static final ProgressBound UNBOUNDED = new ProgressBound(null, null);

  /** Conditions compare doubles, so a decimal that passes may be larger by this factor. */
  private static final BigDecimal ROUNDING = new BigDecimal("1.000000001");

  static ProgressBound of(Task task, Objective objective) {
    ProgressBound events = events(task, objective);
    return switch (objective.aggregation().function()) {
      case COUNT -> events;
      case COUNT_DISTINCT -> events.least(distinct(task, objective));
      case STREAK -> events.least(streak(task, objective));
      case MAX -> largest(task, objective);
      case SUM -> events.times(largest(task, objective));
    };
  }

  /** How often the progress can reach a target; empty without a bound. */
  OptionalLong completions(BigDecimal target) {
    return most == null
        ? OptionalLong.empty()
        : OptionalLong.of(
            most.divide(target, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact());
  }

  private ProgressBound least(ProgressBound other) {
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
            "frequencyLimit is " + limit + " per " + word(per) + ", " + units.why);
  }

  private static ProgressBound streak(Task task, Objective objective) {
    return units(
        task, Objects.requireNonNull(objective.aggregation().unit(), "a streak has a unit"));
  }

  private static ProgressBound distinct(Task task, Objective objective) {
    return facts(task, objective)
        .possibleTexts(field(objective))
        .map(
            texts ->
                new ProgressBound(
                    BigDecimal.valueOf(texts.size()), "the filters allow no other values"))
        .orElse(UNBOUNDED);
  }

  private static ProgressBound largest(Task task, Objective objective) {
    double most = facts(task, objective).upperBound(field(objective));
    return Double.isInfinite(most) || Double.isNaN(most)
        ? UNBOUNDED
        : new ProgressBound(
            BigDecimal.valueOf(Math.max(0, most)).multiply(ROUNDING),
            "the filters allow no value above "
                + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString());
  }

  private static String field(Objective objective) {
    return Objects.requireNonNull(
        objective.aggregation().field(), "COUNT_DISTINCT, MAX and SUM have a field");
  }

  private static ConditionFacts facts(Task task, Objective objective) {
    return ConditionFacts.of(task.audience().filter(), objective.filter());
  }

  private static ProgressBound units(Task task, CalendarUnit unit) {
    CalendarUnit period = task.period().unit();
    return bound(Units.mostIn(unit, period), unit, "a period")
        .least(bound(Units.touched(unit, task.schedule(), task.period()), unit, "the schedule"));
  }

  private static ProgressBound bound(OptionalLong units, CalendarUnit unit, String span) {
    if (units.isEmpty()) {
      return UNBOUNDED;
    }
    long most = units.getAsLong();
    String plural = most == 1 ? "" : "s";
    return new ProgressBound(
        BigDecimal.valueOf(most), span + " has at most " + most + " " + word(unit) + plural);
  }

  private static String word(CalendarUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
