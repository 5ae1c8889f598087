package io.renwu.engine;

import io.renwu.model.Aggregation;
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
 * What the objectives of one version of a task hold while one event is counted or cancels: a
 * working copy of a {@link PeriodState}.
 *
 * <p>An objective finds what it held by id, function and field; one that has not been there before
 * starts from zero.
 */
final class Round {
  private final TaskPlan plan;
  private final long period;
  private final LargeSets largeSets;
  private final SetLedger ledger;
  private final BigDecimal[] amounts;
  private final DistinctValues[] values;
  private final StreakUnits[] units;
  private final CancelLog[] logs;

  Round(TaskPlan plan, PeriodState period, LargeSets largeSets, SetLedger ledger) {
    this.plan = plan;
    this.period = period.period();
    this.largeSets = largeSets;
    this.ledger = ledger;
    int size = plan.objectives().size();
    this.amounts = new BigDecimal[size];
    this.values = new DistinctValues[size];
    this.units = new StreakUnits[size];
    this.logs = new CancelLog[size];
    for (int i = 0; i < size; i++) {
      Held held = period.held(plan.objectives().get(i).key());
      amounts[i] = held == null ? BigDecimal.ZERO : held.amount();
      values[i] = held == null ? null : held.values();
      units[i] = held == null ? null : held.units();
      logs[i] = held == null ? null : held.log();
      if (units[i] != null) {
        amounts[i] = run(i);
      }
    }
  }

  /**
   * Counts an event for an objective.
   *
   * @param usage whose frequency it uses
   * @return {@code INVALID_FIELD}, {@code NO_CHANGE}, {@code FREQUENCY_LIMIT} or {@code COUNTED}
   */
  DecisionCode count(int index, Event event, Usage usage) {
    ObjectivePlan objective = plan.objectives().get(index);
    return switch (objective.function()) {
      case COUNT -> add(index, BigDecimal.ONE, null, event, usage);
      case SUM -> sum(index, event, usage);
      case MAX -> raise(index, event, usage);
      case COUNT_DISTINCT -> addDistinct(index, event, usage);
      case STREAK -> addUnit(index, event, usage);
    };
  }

  private static Optional<BigDecimal> number(Object value) {
    return value instanceof BigDecimal decimal ? Decimals.exact(decimal) : Optional.empty();
  }

  private DecisionCode sum(int index, Event event, Usage usage) {
    Optional<BigDecimal> number = number(plan.objectives().get(index).value(event));
    if (number.isEmpty() || number.get().signum() < 0) {
      return DecisionCode.INVALID_FIELD;
    }
    return add(index, number.get(), number.get(), event, usage);
  }

  /** Adds an amount, under the event's key where it can be taken back. */
  private DecisionCode add(
      int index, BigDecimal amount, BigDecimal logged, Event event, Usage usage) {
    ObjectivePlan objective = plan.objectives().get(index);
    if (isReached(index) || amount.signum() == 0) {
      return DecisionCode.NO_CHANGE;
    }
    if (!usage.takeFrequency(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    amounts[index] = amounts[index].add(amount).stripTrailingZeros();
    log(index, logged, event);
    return DecisionCode.COUNTED;
  }

  private DecisionCode raise(int index, Event event, Usage usage) {
    ObjectivePlan objective = plan.objectives().get(index);
    Optional<BigDecimal> number = number(objective.value(event));
    if (number.isEmpty()) {
      return DecisionCode.INVALID_FIELD;
    }
    if (isReached(index) || number.get().compareTo(amounts[index]) <= 0) {
      return DecisionCode.NO_CHANGE;
    }
    if (!usage.takeFrequency(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    amounts[index] = number.get();
    return DecisionCode.COUNTED;
  }

  private DecisionCode addDistinct(int index, Event event, Usage usage) {
    ObjectivePlan objective = plan.objectives().get(index);
    Optional<byte[]> value = DistinctValue.of(objective.value(event));
    if (value.isEmpty()) {
      return DecisionCode.INVALID_FIELD;
    }
    DistinctValues seen = values[index] == null ? DistinctValues.NONE : values[index];
    if (isReached(index) || seen.contains(value.get(), () -> valuesName(index), largeSets)) {
      return DecisionCode.NO_CHANGE;
    }
    if (!usage.takeFrequency(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    values[index] = seen.with(value.get());
    amounts[index] = amounts[index].add(BigDecimal.ONE).stripTrailingZeros();
    if (plan.repeats()) {
      log(index, null, event);
    }
    return DecisionCode.COUNTED;
  }

  private DecisionCode addUnit(int index, Event event, Usage usage) {
    ObjectivePlan objective = plan.objectives().get(index);
    long unit = plan.unit(objective.objective().aggregation().unit(), event);
    StreakUnits seen = units[index] == null ? StreakUnits.NONE : units[index];
    if (isReached(index) || seen.holds(unit)) {
      return DecisionCode.NO_CHANGE;
    }
    if (!usage.takeFrequency(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    units[index] = seen.with(unit);
    amounts[index] = run(index);
    log(index, BigDecimal.valueOf(unit).stripTrailingZeros(), event);
    return DecisionCode.COUNTED;
  }

  private BigDecimal run(int index) {
    Aggregation streak = plan.objectives().get(index).objective().aggregation();
    return BigDecimal.valueOf(units[index].current(streak.freezes())).stripTrailingZeros();
  }

  private void log(int index, BigDecimal amount, Event event) {
    Optional<byte[]> key = plan.objectives().get(index).cancelValue(event);
    if (key.isPresent()) {
      CancelLog log = logs[index] == null ? CancelLog.NONE : logs[index];
      logs[index] = log.with(key.get(), amount);
    }
  }

  /**
   * Takes back what the latest event of the same key added to an objective.
   *
   * @return whether there was one
   */
  boolean cancel(int index, Event event) {
    ObjectivePlan objective = plan.objectives().get(index);
    Optional<byte[]> key = objective.cancelValue(event);
    if (key.isEmpty()) {
      return false;
    }
    return switch (objective.function()) {
      case COUNT, SUM -> takeBack(index, key.get());
      case COUNT_DISTINCT -> takeBackValue(index, key.get());
      case STREAK -> takeBackUnit(index, key.get());
      case MAX -> false;
    };
  }

  private boolean takeBack(int index, byte[] key) {
    CancelLog.Taken taken = takeOut(index, key);
    if (taken == null) {
      return false;
    }
    BigDecimal amount = taken.amount() == null ? BigDecimal.ONE : taken.amount();
    amounts[index] = amounts[index].subtract(amount).stripTrailingZeros();
    return true;
  }

  private boolean takeBackUnit(int index, byte[] key) {
    CancelLog.Taken taken = takeOut(index, key);
    if (taken == null) {
      return false;
    }
    units[index] = units[index].without(taken.amount().longValueExact());
    amounts[index] = run(index);
    return true;
  }

  /** Of a task that repeats, only what the present round has counted. */
  private boolean takeBackValue(int index, byte[] value) {
    if (values[index] == null || (plan.repeats() && takeOut(index, value) == null)) {
      return false;
    }
    DistinctValues.Taken taken = values[index].take(value, valuesName(index), largeSets);
    if (taken == null) {
      return false;
    }
    ledger.put(taken.put());
    values[index] = taken.values();
    amounts[index] = amounts[index].subtract(BigDecimal.ONE).stripTrailingZeros();
    return true;
  }

  private CancelLog.Taken takeOut(int index, byte[] key) {
    if (logs[index] == null) {
      return null;
    }
    String name = MemberKey.ofLog(plan.key(), period, plan.objectives().get(index).key());
    CancelLog.Taken taken = logs[index].take(key, name, largeSets);
    if (taken != null) {
      ledger.put(taken.put());
      logs[index] = taken.log();
    }
    return taken;
  }

  private String valuesName(int index) {
    return MemberKey.ofValues(plan.key(), period, plan.objectives().get(index).key());
  }

  private boolean isReached(int index) {
    return amounts[index].compareTo(plan.objectives().get(index).target()) >= 0;
  }

  /** Of a sequence the objective that accepts events: the first unfinished, else the last. */
  int open() {
    int index = 0;
    while (index < amounts.length - 1 && isReached(index)) {
      index++;
    }
    return index;
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
   * values and streak units counted so far do not count again, and nothing of them is taken back.
   */
  void restart() {
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] =
          plan.carriesSurplus()
              ? amounts[i].subtract(plan.objectives().get(i).target()).stripTrailingZeros()
              : BigDecimal.ZERO;
      units[i] = units[i] == null ? null : units[i].restarted();
      logs[i] = null;
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
      Held held = held(i);
      if (amounts[i].signum() != 0
          || held.values() != null
          || held.units() != null
          || held.log() != null) {
        kept.add(held);
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

  private Held held(int index) {
    return new Held(
        plan.objectives().get(index).key(),
        amounts[index],
        values[index] == null || values[index].isEmpty() ? null : values[index],
        units[index] == null || units[index].isEmpty() ? null : units[index],
        logs[index] == null || logs[index].isEmpty() ? null : logs[index]);
  }
}
