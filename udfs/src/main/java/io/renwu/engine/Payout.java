package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Reward;
import io.renwu.model.Reward.Delivery;
import io.renwu.model.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a round has earned: tiers and completions, in the order in which they are granted, on top of
 * what was granted in the period before.
 */
final class Payout {
  /**
   * The most completions that one event makes; the surplus stays for the next event. A task that
   * repeats without a bound would otherwise answer one absurd amount with as many grants.
   */
  static final int MOST_COMPLETIONS_OF_AN_EVENT = 10_000;

  private static final int FIRST_ATTEMPT = 1;

  private final TaskPlan plan;
  private final Span span;
  private final Event event;
  private final List<Grant> grants = new ArrayList<>(2);
  private long lifetimeCompletions;
  private long completions;
  private int tiers;

  Payout(TaskPlan plan, Span span, Event event, TaskState state, PeriodState period) {
    this.plan = plan;
    this.span = span;
    this.event = event;
    this.lifetimeCompletions = state.completions();
    this.completions = period.completions();
    this.tiers = period.tiers();
  }

  /**
   * Grants what the round has reached, and begins the next round where the task repeats.
   *
   * @return whether anything was reached
   */
  boolean settle(Round round) {
    boolean tierReached = grantTiers(round);
    long completionsBefore = completions;
    while (round.isComplete()
        && !isDone()
        && completions - completionsBefore < MOST_COMPLETIONS_OF_AN_EVENT) {
      completions++;
      lifetimeCompletions++;
      if (!plan.task().tiered()) {
        grant(completions, null, plan.task().rewards());
      }
      if (!plan.completesOnce()) {
        round.restart();
        if (isDone()) {
          round.dropSurplus();
        }
      }
    }
    return tierReached || completions > completionsBefore;
  }

  private boolean grantTiers(Round round) {
    List<Tier> all = plan.task().tiers();
    int before = tiers;
    while (tiers < all.size() && round.reaches(all.get(tiers).target())) {
      tiers++;
      grant(completions + 1, tiers, all.get(tiers - 1).rewards());
    }
    return tiers > before;
  }

  private void grant(long completion, Integer tier, List<Reward> rewards) {
    if (rewards.isEmpty()) {
      grants.add(
          grant(completion, tier, new Reward(null, null, null, Delivery.AUTO, null, Map.of())));
    }
    for (Reward reward : rewards) {
      grants.add(grant(completion, tier, reward));
    }
  }

  private Grant grant(long completion, Integer tier, Reward reward) {
    String taskId = plan.task().taskId();
    return new Grant(
        GrantId.of(
            event.userId(),
            taskId,
            span.name(),
            completion,
            tier,
            FIRST_ATTEMPT,
            reward.rewardId()),
        event.userId(),
        taskId,
        plan.task().version(),
        span.name(),
        completion,
        tier,
        FIRST_ATTEMPT,
        reward.rewardId(),
        reward.type(),
        reward.amount(),
        reward.attributes(),
        Grant.Outcome.GRANTED,
        false,
        false,
        event.eventId(),
        event.time());
  }

  /** Whether the recurrence leaves nothing to do in the period. */
  boolean isDone() {
    return plan.isDone(lifetimeCompletions, completions);
  }

  List<Grant> grants() {
    return grants;
  }

  long lifetimeCompletions() {
    return lifetimeCompletions;
  }

  long completions() {
    return completions;
  }

  int tiers() {
    return tiers;
  }
}
