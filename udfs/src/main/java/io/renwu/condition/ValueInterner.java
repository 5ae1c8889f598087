package io.renwu.condition;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shares one instance of equal values. Thousands of tasks have mostly equal parts; shared parts
 * stay in the processor's caches. Thread-safe.
 */
public final class ValueInterner {
  /** Weak: an instance is removed when it is not in use. */
  private static final Interner<Object> INSTANCES = Interners.newWeakInterner();

  private ValueInterner() {}

  /**
   * Returns the shared instance of a value.
   *
   * @param value of an immutable class whose equal instances are interchangeable
   */
  @SuppressWarnings("unchecked") // equal values of these classes are of one type
  public static <T> T of(T value) {
    return (T) INSTANCES.intern(value);
  }

  private static <T> @Nullable T ofNullable(@Nullable T value) {
    return value == null ? null : of(value);
  }

  private static <T> List<T> list(List<T> values) {
    return of(List.copyOf(values));
  }

  public static <T> Set<T> set(Set<T> values) {
    return of(Set.copyOf(values));
  }

  /** An equal task whose parts are shared instances. */
  public static Task shareParts(Task task) {
    return task.but()
        .effectiveAt(of(task.effectiveAt()))
        .schedule(of(task.schedule()))
        .audience(of(task.audience()))
        .preconditions(list(task.preconditions()))
        .objectives(task.objectives().stream().map(ValueInterner::shareParts).toList())
        .period(of(task.period()))
        .recurrence(of(task.recurrence()))
        .tiers(list(task.tiers()))
        .userLimits(list(task.userLimits()))
        .budgets(list(task.budgets()))
        .rewards(list(task.rewards()))
        .build();
  }

  private static Objective shareParts(Objective objective) {
    return Objective.of(of(objective.id()), list(objective.behaviors()), of(objective.target()))
        .filter(objective.filter())
        .aggregation(of(objective.aggregation()))
        .frequencyLimit(ofNullable(objective.frequencyLimit()))
        .cancel(list(objective.cancelBehaviors()), ofNullable(objective.cancelKey()))
        .build();
  }
}
