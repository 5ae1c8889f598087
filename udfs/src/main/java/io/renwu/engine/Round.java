package io.renwu.engine;

import io.renwu.model.Decimals;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the objectives of one version of a task hold while one event is counted: a working copy of a
 * {@link PeriodState}.
 *
 * <p>An objective finds what it held by id, function and field; one that has not been there before
 * starts from zero.
 */
final class Round {
  private final TaskPlan plan;
  private final long period;
  private final LargeSets largeSets;
  private final BigDecimal[] amounts;
  private final DistinctValues[] values;

  Round(TaskPlan plan, PeriodState period, LargeSets largeSets) {
    this.plan = plan;
    this.period = period.period();
    this.largeSets = largeSets;
    int size = plan.objectives().size();
    this.amounts = new BigDecimal[size];
    this.values = new DistinctValues[size];
    for (int i = 0; i < size; i++) {
      Held held = period.held(plan.objectives().get(i).key());
      amounts[i] = held == null ? BigDecimal.ZERO : held.amount();
      values[i] = held == null ? null : held.values();
    }
  }

  /**
   * Counts an event for an objective.
   *
   * @return {@code INVALID_FIELD}, {@code NO_CHANGE} or {@code COUNTED}
   */
  DecisionCode count(int index, Event event) {
    ObjectivePlan objective = plan.objectives().get(index);
    return switch (objective.function()) {
      case COUNT -> add(index, BigDecimal.ONE);
      case SUM -> addNumber(index, objective.value(event));
      case COUNT_DISTINCT -> addDistinct(index, DistinctValue.of(objective.value(event)));
      case MAX, STREAK -> throw new IllegalStateException("no " + objective.function() + " yet");
    };
  }

  private DecisionCode addNumber(int index, Object value) {
    Optional<BigDecimal> number =
        value instanceof BigDecimal decimal ? Decimals.exact(decimal) : Optional.empty();
    if (number.isEmpty() || number.get().signum() < 0) {
      return DecisionCode.INVALID_FIELD;
    }
    return add(index, number.get());
  }

  private DecisionCode addDistinct(int index, Optional<byte[]> value) {
    if (value.isEmpty()) {
      return DecisionCode.INVALID_FIELD;
    }
    DistinctValues seen = values[index] == null ? DistinctValues.NONE : values[index];
    int objective = plan.objectives().get(index).key();
    if (isReached(index)
        || seen.contains(
            value.get(), () -> MemberKey.ofValues(plan.key(), period, objective), largeSets)) {
      return DecisionCode.NO_CHANGE;
    }
    values[index] = seen.with(value.get());
    return add(index, BigDecimal.ONE);
  }

  private DecisionCode add(int index, BigDecimal amount) {
    if (isReached(index) || amount.signum() == 0) {
      return DecisionCode.NO_CHANGE;
    }
    amounts[index] = amounts[index].add(amount).stripTrailingZeros();
    return DecisionCode.COUNTED;
  }

  private boolean isReached(int index) {
    return amounts[index].compareTo(plan.objectives().get(index).target()) >= 0;
  }

  /** Whether a tier of a task, which then has one objective, is reached. */
  boolean reaches(BigDecimal tierTarget) {
    return amounts[0].compareTo(tierTarget) >= 0;
  }

  /** Whether the task's completion holds. */
  boolean isComplete() {
    boolean any = plan.task().completion() == Task.Completion.ANY;
    for (int i = 0; i < amounts.length; i++) {
      if (isReached(i) == any) {
        return any;
      }
    }
    return !any;
  }

  /**
   * Begins the next round: from the surplus where it is carried over, else from zero. The distinct
   * values counted so far do not count again.
   */
  void restart() {
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] =
          plan.carriesSurplus()
              ? amounts[i].subtract(plan.objectives().get(i).target()).stripTrailingZeros()
              : BigDecimal.ZERO;
    }
  }

  /** Drops what can no longer lead to a completion. */
  void dropSurplus() {
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = BigDecimal.ZERO;
    }
  }

  /** The amounts by objective, cut at the target but for a surplus that counts further. */
  Map<String, BigDecimal> shown() {
    if (amounts.length == 1) {
      return Map.of(plan.objectives().get(0).id(), shown(0));
    }
    Map<String, BigDecimal> shown = new LinkedHashMap<>();
    for (int i = 0; i < amounts.length; i++) {
      shown.put(plan.objectives().get(i).id(), shown(i));
    }
    return Collections.unmodifiableMap(shown);
  }

  private BigDecimal shown(int index) {
    return plan.carriesSurplus()
        ? amounts[index]
        : amounts[index].min(plan.objectives().get(index).target());
  }

  /**
   * What is kept of the round, by ascending key; what holds nothing is left out.
   *
   * @param others held beside this version's objectives
   */
  List<Held> kept(List<Held> others) {
    List<Held> kept = new ArrayList<>(amounts.length + others.size());
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i].signum() != 0 || values[i] != null) {
        kept.add(new Held(plan.objectives().get(i).key(), amounts[i], values[i]));
      }
    }
    for (Held other : others) {
      if (plan.objectives().stream().noneMatch(o -> o.key() == other.objective())) {
        kept.add(other);
      }
    }
    kept.sort(Comparator.comparingInt(Held::objective));
    return kept;
  }
}
