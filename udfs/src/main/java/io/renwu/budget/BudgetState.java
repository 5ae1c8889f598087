package io.renwu.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was used of a task's budgets, unit by unit. Immutable. */
public final class BudgetState {
  private static final BudgetState EMPTY = new BudgetState(new TreeMap<>());

  private final SortedMap<BudgetUnit, Used> units;

  private BudgetState(SortedMap<BudgetUnit, Used> units) {
    this.units = units;
  }

  /**
   * The use of one unit.
   *
   * @param amount above 0, canonical
   * @param forgetAt {@link BudgetLine#forgetAt}
   */
  public record Used(BigDecimal amount, @Nullable Instant forgetAt) {}

  /** Of a task of which nothing was granted. */
  public static BudgetState empty() {
    return EMPTY;
  }

  /** Puts a state together. */
  public static BudgetState of(SortedMap<BudgetUnit, Used> units) {
    return units.isEmpty() ? EMPTY : new BudgetState(new TreeMap<>(units));
  }

  /** By unit, not to be changed. */
  public SortedMap<BudgetUnit, Used> units() {
    return Collections.unmodifiableSortedMap(units);
  }

  public boolean isEmpty() {
    return units.isEmpty();
  }

  boolean holds(BudgetLine line, BigDecimal amount) {
    return !line.over() && used(line.unit()).add(amount).compareTo(line.limit()) <= 0;
  }

  BudgetState take(BudgetLine line, BigDecimal amount) {
    return with(line.unit(), used(line.unit()).add(amount), line.forgetAt());
  }

  /** Gives back to a unit; to one that was forgotten since, nothing. */
  BudgetState giveBack(BudgetAnswer.Take take) {
    Used used = units.get(take.unit());
    return used == null
        ? this
        : with(take.unit(), used.amount().subtract(take.amount()), used.forgetAt());
  }

  /** What remains when nothing received before a moment is still to come; this, if that is all. */
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
    TreeMap<BudgetUnit, Used> with = new TreeMap<>(units);
    if (amount.signum() > 0) {
      with.put(unit, new Used(amount.stripTrailingZeros(), forgetAt));
    } else {
      with.remove(unit);
    }
    return of(with);
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
