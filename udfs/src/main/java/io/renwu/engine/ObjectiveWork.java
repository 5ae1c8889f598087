package io.renwu.engine;

import io.renwu.calendar.PeriodKey;
import io.renwu.model.Aggregation;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Decimals;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Progress.ObjectiveProgress;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A working copy of one {@link ObjectiveState} while one event is counted or cancelled. The state
 * is found by id, function and field; a new objective starts from zero.
 */
final class ObjectiveWork {
  private final TaskPlan plan;
  private final ObjectivePlan objective;
  private final TaskContext task;
  private final long period;
  private final LargeSets largeSets;
  private final SetChangeRecorder recorder;
  private BigDecimal amount = BigDecimal.ZERO;
  private @Nullable DistinctValues values;
  private @Nullable StreakUnits units;
  private @Nullable CancelLog log;

  /**
   * Copies the state of an objective in a period.
   *
   * @param objective of the task's plan
   */
  ObjectiveWork(TaskContext task, ObjectivePlan objective, PeriodState period) {
    this.plan = task.plan();
    this.objective = objective;
    this.task = task;
    this.period = period.period();
    this.largeSets = task.shared().largeSets();
    this.recorder = task.shared().recorder();
    ObjectiveState objectiveState = period.findObjective(objective.key());
    if (objectiveState != null) {
      values = objectiveState.values();
      units = objectiveState.units();
      log = objectiveState.log();
      amount = units == null ? objectiveState.amount() : run(units);
    }
  }

  /**
   * Counts an event.
   *
   * @param limitUsage counts the event towards the frequency limit
   * @return {@code INVALID_FIELD}, {@code NO_CHANGE}, {@code FREQUENCY_LIMIT} or {@code COUNTED}
   */
  DecisionCode count(Event event, LimitUsage limitUsage) {
    return switch (objective.function()) {
      case COUNT -> add(BigDecimal.ONE, null, event, limitUsage);
      case SUM -> sum(event, limitUsage);
      case MAX -> raise(event, limitUsage);
      case COUNT_DISTINCT -> addDistinct(event, limitUsage);
      case STREAK -> addUnit(event, limitUsage);
    };
  }

  private static Optional<BigDecimal> number(@Nullable Object value) {
    return value instanceof BigDecimal decimal ? Decimals.exact(decimal) : Optional.empty();
  }

  private DecisionCode sum(Event event, LimitUsage limitUsage) {
    Optional<BigDecimal> number = number(objective.value(event));
    if (number.isEmpty() || number.get().signum() < 0) {
      return DecisionCode.INVALID_FIELD;
    }
    return add(number.get(), number.get(), event, limitUsage);
  }

  /** Adds an amount, and logs it under the event's key if it can be cancelled. */
  private DecisionCode add(
      BigDecimal added, @Nullable BigDecimal logged, Event event, LimitUsage limitUsage) {
    if (isReached() || added.signum() == 0) {
      return DecisionCode.NO_CHANGE;
    }
    if (!limitUsage.countEvent(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    amount = Decimals.sum(amount, added);
    log(logged, event);
    return DecisionCode.COUNTED;
  }

  private DecisionCode raise(Event event, LimitUsage limitUsage) {
    Optional<BigDecimal> number = number(objective.value(event));
    if (number.isEmpty()) {
      return DecisionCode.INVALID_FIELD;
    }
    if (isReached() || number.get().compareTo(amount) <= 0) {
      return DecisionCode.NO_CHANGE;
    }
    if (!limitUsage.countEvent(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    amount = number.get();
    return DecisionCode.COUNTED;
  }

  private DecisionCode addDistinct(Event event, LimitUsage limitUsage) {
    Optional<byte[]> value = DistinctValue.of(objective.value(event));
    if (value.isEmpty()) {
      return DecisionCode.INVALID_FIELD;
    }
    DistinctValues seen = values == null ? DistinctValues.NONE : values;
    if (isReached() || seen.contains(value.get(), this::valuesName, largeSets)) {
      return DecisionCode.NO_CHANGE;
    }
    if (!limitUsage.countEvent(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    values = seen.with(value.get());
    amount = Decimals.sum(amount, BigDecimal.ONE);
    if (plan.repeats() && task.versions().anyCancels()) {
      log = logOrNone().with(value.get(), null);
    }
    return DecisionCode.COUNTED;
  }

  private DecisionCode addUnit(Event event, LimitUsage limitUsage) {
    CalendarUnit per =
        Objects.requireNonNull(objective.objective().aggregation().unit(), "a streak has a unit");
    long unit = PeriodKey.ordinal(plan.unit(per, event).key());
    StreakUnits seen = units == null ? StreakUnits.NONE : units;
    if (isReached() || seen.holds(unit)) {
      return DecisionCode.NO_CHANGE;
    }
    if (!limitUsage.countEvent(objective)) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    units = seen.with(unit);
    amount = run(units);
    log(Decimals.of(unit), event);
    return DecisionCode.COUNTED;
  }

  private BigDecimal run(StreakUnits of) {
    Aggregation streak = objective.objective().aggregation();
    return Decimals.of(of.current(streak.freezes()));
  }

  private void log(@Nullable BigDecimal logged, Event event) {
    Optional<byte[]> key = objective.cancelValue(event);
    if (key.isPresent()) {
      log = logOrNone().with(key.get(), logged);
    }
  }

  private CancelLog logOrNone() {
    return log == null ? CancelLog.NONE : log;
  }

  /**
   * Subtracts what the latest event of the same key added.
   *
   * @return whether there was one
   */
  boolean cancel(Event event) {
    Optional<byte[]> key = objective.cancelValue(event);
    if (key.isEmpty()) {
      return false;
    }
    return switch (objective.function()) {
      case COUNT, SUM -> takeBack(key.get());
      case COUNT_DISTINCT -> takeBackValue(key.get());
      case STREAK -> takeBackUnit(key.get());
      case MAX -> false;
    };
  }

  private boolean takeBack(byte[] key) {
    CancelLog.Taken taken = removeLatest(key);
    if (taken == null) {
      return false;
    }
    BigDecimal added = taken.amount() == null ? BigDecimal.ONE : taken.amount();
    amount = amount.subtract(added).stripTrailingZeros();
    return true;
  }

  private boolean takeBackUnit(byte[] key) {
    CancelLog.Taken taken = removeLatest(key);
    if (taken == null) {
      return false;
    }
    StreakUnits counted = Objects.requireNonNull(units, "the log of a streak belongs to its units");
    BigDecimal unit = Objects.requireNonNull(taken.amount(), "the log of a streak holds units");
    units = counted.without(unit.longValueExact());
    amount = run(units);
    return true;
  }

  /** If the task repeats, only values of the current round can be cancelled. */
  private boolean takeBackValue(byte[] value) {
    if (values == null || (plan.repeats() && removeLatest(value) == null)) {
      return false;
    }
    DistinctValues.Taken taken = values.remove(value, valuesName(), largeSets);
    if (taken == null) {
      return false;
    }
    recorder.put(taken.put());
    values = taken.values();
    amount = amount.subtract(BigDecimal.ONE).stripTrailingZeros();
    return true;
  }

  private CancelLog.@Nullable Taken removeLatest(byte[] key) {
    if (log == null) {
      return null;
    }
    String name = MemberKey.ofLog(plan.key(), period, objective.key());
    CancelLog.Taken taken = log.removeLatest(key, name, largeSets);
    if (taken != null) {
      recorder.put(taken.put());
      log = taken.log();
    }
    return taken;
  }

  private String valuesName() {
    return MemberKey.ofValues(plan.key(), period, objective.key());
  }

  ObjectivePlan objective() {
    return objective;
  }

  /** Whether the objective is at its target. */
  boolean isReached() {
    return reaches(objective.target());
  }

  boolean reaches(BigDecimal target) {
    return amount.compareTo(target) >= 0;
  }

  /**
   * Starts the next round: from the surplus if it is carried over, else from zero. Distinct values
   * and streak units counted so far do not count again and cannot be cancelled.
   */
  void restart() {
    amount =
        plan.carriesSurplus()
            ? amount.subtract(objective.target()).stripTrailingZeros()
            : BigDecimal.ZERO;
    units = units == null ? null : units.restarted();
    log = null;
  }

  /** Drops the surplus, which can no longer lead to a completion. */
  void dropSurplus() {
    amount = BigDecimal.ZERO;
  }

  /** The amount, capped at the target unless the surplus is carried over. */
  BigDecimal shown() {
    return plan.carriesSurplus() ? amount : amount.min(objective.target());
  }

  /** The amount as it is shown, and the target. */
  ObjectiveProgress progress() {
    return new ObjectiveProgress(objective.id(), shown(), objective.target());
  }

  /** The state to store; null if it is empty. */
  @Nullable ObjectiveState kept() {
    DistinctValues keptValues = values == null || values.isEmpty() ? null : values;
    StreakUnits keptUnits = units == null || units.isEmpty() ? null : units;
    CancelLog keptLog = log == null || log.isEmpty() ? null : log;
    boolean nothing =
        amount.signum() == 0 && keptValues == null && keptUnits == null && keptLog == null;
    return nothing
        ? null
        : new ObjectiveState(objective.key(), amount, keptValues, keptUnits, keptLog);
  }
}
