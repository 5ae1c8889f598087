package io.renwu.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The used amounts of a task's budgets, by unit. Immutable. */
public final class BudgetState {
  private static final BudgetState EMPTY = new BudgetState(new TreeMap<>());

  private final SortedMap<BudgetUnit, Used> units;

  private BudgetState(SortedMap<BudgetUnit, Used> units) {
    this.units = units;
  }

  /**
   * The used amount of one unit.
   *
   * @param amount above 0, canonical
   * @param forgetAt {@link BudgetLine#forgetAt}
   */
  public record Used(BigDecimal amount, @Nullable Instant forgetAt) {}

  /** The state of a task without grants. */
  public static BudgetState empty() {
    return EMPTY;
  }

  /** Creates a state. */
  public static BudgetState of(SortedMap<BudgetUnit, Used> units) {
    return units.isEmpty() ? EMPTY : new BudgetState(new TreeMap<>(units));
  }

  /** The used amounts by unit; unmodifiable. */
  public SortedMap<BudgetUnit, Used> units() {
    return Collections.unmodifiableSortedMap(units);
  }

  public boolean isEmpty() {
    return units.isEmpty();
  }

  boolean hasRoom(BudgetLine line, BigDecimal amount) {
    return !line.over() && used(line.unit()).add(amount).compareTo(line.limit()) <= 0;
  }

  BudgetState charge(BudgetLine line, BigDecimal amount) {
    return with(line.unit(), used(line.unit()).add(amount), line.forgetAt());
  }

  /** Returns an amount to its unit; no change if the unit has expired. */
  BudgetState refund(BudgetAnswer.Charge take) {
    Used used = units.get(take.unit());
    return used == null
        ? this
        : with(take.unit(), used.amount().subtract(take.amount()), used.forgetAt());
  }

  /** Removes the units that expire at or before a moment; the same instance if there are none. */
  public BudgetState expire(Instant receivedBefore) {
    TreeMap<BudgetUnit, Used> kept = new TreeMap<>(units);
    kept.values()
        .removeIf(used -> used.forgetAt() != null && !used.forgetAt().isAfter(receivedBefore));
    return kept.size() == units.size() ? this : of(kept);
  }

  private BigDecimal used(BudgetUnit unit) {
    Used used = units.get(unit);
    return used == null ? BigDecimal.ZERO : used.amount();
  }

  private BudgetState with(BudgetUnit unit, BigDecimal amount, @Nullable Instant forgetAt) {
    TreeMap<BudgetUnit, Used> changed = new TreeMap<>(units);
    if (amount.signum() > 0) {
      changed.put(unit, new Used(amount.stripTrailingZeros(), forgetAt));
    } else {
      changed.remove(unit);
    }
    return of(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BudgetState state && units.equals(state.units);
  }

  @Override
  public int hashCode() {
    return units.hashCode();
  }

  @Override
  public String toString() {
    return units.toString();
  }
}
