package io.renwu.cli.diff;

import io.renwu.model.Budget;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Describes the rewards and limits of a task. */
final class RewardText {
  private RewardText() {}

  static String rewards(Task task) {
    return task.tiered()
        ? task.tiers().stream().map(RewardText::text).collect(Collectors.joining("; "))
        : text(task.rewards());
  }

  private static String text(Tier tier) {
    return "at " + tier.target().toPlainString() + " " + text(tier.rewards());
  }

  private static String text(List<Reward> rewards) {
    return rewards.isEmpty()
        ? "nothing, on record"
        : rewards.stream().map(RewardText::text).collect(Collectors.joining(", "));
  }

  private static String text(Reward reward) {
    String claim =
        reward.delivery() == Reward.Delivery.AUTO
            ? ""
            : reward.claimWithin() == null
                ? " to be claimed"
                : " to be claimed within " + reward.claimWithin();
    BigDecimal amount = Objects.requireNonNull(reward.amount(), "a task's reward has an amount");
    return amount.toPlainString() + " " + reward.type() + " (" + reward.rewardId() + ")" + claim;
  }

  static String limits(Task task) {
    return task.userLimits().isEmpty()
        ? "none"
        : task.userLimits().stream()
            .map(limit -> limit.limit() + " completions per " + limit.per().limitName())
            .collect(Collectors.joining(", "));
  }

  static String budgets(Task task) {
    return task.budgets().isEmpty()
        ? "none"
        : task.budgets().stream().map(RewardText::text).collect(Collectors.joining(", "));
  }

  private static String text(Budget budget) {
    return budget.limit().toPlainString()
        + (budget.metric() == Budget.Metric.AMOUNT ? " of " + budget.rewardId() : " completions")
        + " per "
        + budget.per().limitName();
  }
}
