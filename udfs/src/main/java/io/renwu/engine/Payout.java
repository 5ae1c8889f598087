package io.renwu.engine;

import io.renwu.catalog.CompiledTask;
import io.renwu.model.Grant;
import io.renwu.model.Grant.Outcome;
import io.renwu.model.GrantKey;
import io.renwu.model.Reward;
import io.renwu.model.Reward.Delivery;
import io.renwu.model.Task;
import io.renwu.model.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a round has earned, and what it has lost again: tiers and completions, in the order in which
 * they are granted or withdrawn, on top of what was granted in the period before.
 */
final class Payout {
  /**
   * The most completions that one event makes, and the most grants by which it makes more than one;
   * the surplus stays for the next event. A task that repeats without a bound would otherwise
   * answer one absurd amount with as many grants.
   */
  static final int MOST_COMPLETIONS_OF_AN_EVENT = 10_000;

  private final TaskPlan plan;
  private final Situation situation;
  private final Usage usage;
  private final GrantMaker maker;
  private final List<Grant> grants = new ArrayList<>(2);
  private final List<PendingClaim> claims;
  private final List<Award> awards;
  private long lifetimeCompletions;
  private long completions;
  private int tiers;

  Payout(Situation situation, Usage usage) {
    this.situation = situation;
    this.plan = situation.plan();
    this.usage = usage;
    this.maker = new GrantMaker(situation.event(), plan.task().taskId(), plan.isShadow());
    PeriodState period = situation.period();
    this.claims = new ArrayList<>(situation.state().claims());
    this.awards = new ArrayList<>(period.awards());
    this.lifetimeCompletions = situation.state().completions();
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
    long most =
        Math.max(1, MOST_COMPLETIONS_OF_AN_EVENT / Math.max(1, plan.task().rewards().size()));
    while (round.isComplete()
        && !isDone()
        && !isLimitReached()
        && completions - completionsBefore < most) {
      completions++;
      lifetimeCompletions++;
      award(Award.COMPLETION, usage.countCompletion());
      if (!plan.task().tiered()) {
        grant(completions, Award.COMPLETION);
      }
      if (plan.repeats()) {
        round.restart();
        if (isDone() || isLimitReached()) {
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
      award(tiers, List.of());
      grant(completions + 1, tiers);
    }
    return tiers > before;
  }

  private void grant(long completion, int tier) {
    Task task = plan.task();
    Instant time = situation.event().time();
    GrantKey key = maker.key(situation.span().name(), completion, tier, attempt(tier));
    List<Reward> rewards = GrantMaker.rewards(task, tier);
    for (int i = 0; i < rewards.size(); i++) {
      boolean claim = rewards.get(i).delivery() == Delivery.CLAIM;
      grants.add(
          maker
              .grant(key, rewards.get(i))
              .version(task.version())
              .outcome(claim ? Outcome.CLAIMABLE : Outcome.GRANTED)
              .time(time)
              .build());
      if (claim) {
        claims.add(
            new PendingClaim(
                situation.span().key(), completion, tier, key.attempt(), task.version(), i, time));
      }
    }
  }

  /**
   * Withdraws what the round no longer reaches: the completion, and tiers from the last one down.
   * What was granted before any version had cancel events is not known well enough, and stands.
   */
  void withdraw(Round round) {
    boolean incomplete = completions > 0 && !round.isComplete();
    Award completion = awardOf(Award.COMPLETION);
    if (incomplete && completion.stands()) {
      if (!isTiered(completion)) {
        revoke(completion, completions);
      }
      completions--;
      lifetimeCompletions--;
      usage.giveBack(completion.units());
      put(completion.withdrawn());
    }
    List<Tier> all = plan.task().tiers();
    while (tiers > 0) {
      Award tier = awardOf(tiers);
      int target = Math.min(tiers, all.size());
      if (!tier.stands() || target == 0 || round.reaches(all.get(target - 1).target())) {
        break;
      }
      revoke(tier, completions + 1);
      put(tier.withdrawn());
      tiers--;
    }
  }

  private boolean isTiered(Award award) {
    CompiledTask version = situation.versions().get(award.version());
    return version.task().tiered();
  }

  private void revoke(Award award, long completion) {
    GrantKey key =
        maker.key(situation.span().name(), completion, award.tier(), award.withdrawals() + 1);
    Task task = situation.versions().get(award.version()).task();
    List<Reward> rewards = GrantMaker.rewards(task, award.tier());
    for (int i = 0; i < rewards.size(); i++) {
      PendingClaim claim =
          new PendingClaim(
              situation.span().key(),
              completion,
              award.tier(),
              key.attempt(),
              award.version(),
              i,
              award.time());
      Outcome outcome = claims.remove(claim) ? Outcome.CLAIMABLE : Outcome.GRANTED;
      grants.add(
          maker
              .grant(key, rewards.get(i))
              .version(award.version())
              .outcome(outcome)
              .revoked(true)
              .time(award.time())
              .build());
    }
  }

  private int attempt(int tier) {
    return awardOf(tier).withdrawals() + 1;
  }

  private Award awardOf(int tier) {
    for (Award award : awards) {
      if (award.tier() == tier) {
        return award;
      }
    }
    return new Award(tier, 0, 0, null, List.of());
  }

  /** Remembers what is granted where a cancel event could withdraw it. */
  private void award(int tier, List<Long> units) {
    if (situation.versions().anyCancels() && !plan.repeats()) {
      put(awardOf(tier).granted(plan.task().version(), situation.event().time(), units));
    }
  }

  private void put(Award award) {
    awards.removeIf(other -> other.tier() == award.tier());
    awards.add(award);
    awards.sort(Comparator.comparingInt(Award::tier));
  }

  /** Whether the recurrence leaves nothing to do in the period. */
  boolean isDone() {
    return plan.isDone(lifetimeCompletions, completions);
  }

  /** Whether a limit of the user leaves no completion. */
  boolean isLimitReached() {
    return usage.isLimitReached(lifetimeCompletions);
  }

  List<Grant> grants() {
    return grants;
  }

  List<PendingClaim> claims() {
    return claims;
  }

  List<Award> awards() {
    return awards;
  }

  UsageCounts usage() {
    return usage.counts();
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
