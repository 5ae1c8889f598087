package io.renwu.lint;

import io.renwu.model.Audience;
import io.renwu.model.Budget;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computes the most that tasks can cost:
 *
 * <pre>
 * users × the rollout's share × rewards per user × amount, at most what each budget allows
 * </pre>
 *
 * <p>A tier below the last is paid at most once per period. User limits and budgets of completions
 * do not bound it.
 */
public final class Costs {
  private static final int BASIS_POINTS_DIGITS = 4;

  private final Task task;
  private final BigDecimal users;

  private Costs(Task task, long users) {
    this.task = task;
    Audience.Rollout rollout = task.audience().rollout();
    BigDecimal all = BigDecimal.valueOf(users);
    this.users =
        rollout == null
            ? all
            : all.multiply(BigDecimal.valueOf(rollout.basisPoints(), BASIS_POINTS_DIGITS))
                .setScale(0, RoundingMode.CEILING);
  }

  /**
   * The costs of each task whose highest version is active, by task id and in the order of the
   * rewards.
   *
   * @param tasks all versions
   * @param users the number of users
   */
  public static List<Cost> of(Collection<Task> tasks, long users) {
    List<Cost> costs = new ArrayList<>();
    for (Task task : LintedSet.of(tasks, Instant.EPOCH).tasks().values()) {
      if (task.status() == Task.Status.ACTIVE) {
        costs.addAll(new Costs(task, users).byType());
      }
    }
    return costs;
  }

  private List<Cost> byType() {
    Map<String, Cost> byType = new LinkedHashMap<>();
    task.rewards().forEach(reward -> add(byType, reward, true));
    for (int i = 0; i < task.tiers().size(); i++) {
      Tier tier = task.tiers().get(i);
      boolean last = i == task.tiers().size() - 1;
      tier.rewards().forEach(reward -> add(byType, reward, last));
    }
    return List.copyOf(byType.values());
  }

  private void add(Map<String, Cost> byType, Reward reward, boolean completes) {
    CalendarUnit period = task.period().unit();
    String type = Objects.requireNonNull(reward.type(), "a reward of a document has a type");
    Cost cost =
        new Cost(
            task.taskId(),
            type,
            period,
            bounded(
                reward,
                completes,
                completes ? Completions.perPeriod(task) : OptionalLong.of(1),
                unit -> Units.mostIn(unit, period)),
            bounded(
                reward,
                completes,
                completes ? Completions.inAll(task) : periods(),
                unit -> Units.touched(unit, task.schedule(), task.period())));
    byType.merge(type, cost, Costs::sum);
  }

  private OptionalLong periods() {
    return Units.touched(task.period().unit(), task.schedule(), task.period());
  }

  /**
   * The most of a reward that all users can be granted; null without a bound.
   *
   * @param completes whether the reward is for a completion, not for a tier below the last
   * @param perUser rewards per user
   * @param units counts the calendar units of a budget
   */
  private @Nullable BigDecimal bounded(
      Reward reward,
      boolean completes,
      OptionalLong perUser,
      Function<CalendarUnit, OptionalLong> units) {
    BigDecimal most =
        perUser.isEmpty()
            ? null
            : users
                .multiply(BigDecimal.valueOf(perUser.getAsLong()))
                .multiply(BudgetBounds.amount(reward));
    for (Budget budget : task.budgets()) {
      boolean ofCompletions = budget.metric() == Budget.Metric.COMPLETIONS;
      OptionalLong count = units.apply(budget.per());
      if (BudgetBounds.bounds(budget, reward)
          && (completes || !ofCompletions)
          && count.isPresent()) {
        BigDecimal allowed =
            BudgetBounds.most(budget, reward).multiply(BigDecimal.valueOf(count.getAsLong()));
        most = most == null ? allowed : most.min(allowed);
      }
    }
    return most;
  }

  private static Cost sum(Cost one, Cost other) {
    return new Cost(
        one.taskId(),
        one.type(),
        one.period(),
        sum(one.perPeriod(), other.perPeriod()),
        sum(one.inAll(), other.inAll()));
  }

  /** The sum; null where either is without a bound. */
  public static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }
}
