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
import java.util.Objects;

/**
 * Grants and withdraws the tiers and completions of a period for one event, in order: a working
 * copy of what was granted before.
 */
final class RewardWork {
  /**
   * The maximum number of completions by one event, and of grants if it makes more than one
   * completion; the surplus stays for the next event. It bounds the output of one huge amount in a
   * task that repeats without limit.
   */
  static final int MAX_COMPLETIONS_PER_EVENT = 10_000;

  private final TaskPlan plan;
  private final TaskContext taskContext;
  private final LimitUsage limitUsage;
  private List<Grant> grants = List.of();

  /** Those before the event, or a copy to change. */
  private List<PendingClaim> claims;

  private boolean claimsCopied;

  /** Those before the event, or a copy to change. */
  private List<AwardState> awards;

  private long lifetimeCompletions;
  private long completions;
  private int tiers;

  RewardWork(TaskContext taskContext, LimitUsage limitUsage) {
    this.taskContext = taskContext;
    this.plan = taskContext.plan();
    this.limitUsage = limitUsage;
    PeriodState held = taskContext.held();
    this.claims = taskContext.state().claims();
    this.awards = held == null ? List.of() : held.awards();
    this.lifetimeCompletions = taskContext.state().completions();
    this.completions = taskContext.completions();
    this.tiers = held == null ? 0 : held.tiers();
  }

  /**
   * Grants what the round has reached, and starts the next round if the task repeats.
   *
   * @return whether anything was reached
   */
  boolean settle(PeriodWork periodWork) {
    boolean tierReached = grantTiers(periodWork);
    long completionsBefore = completions;
    long most = Math.max(1, MAX_COMPLETIONS_PER_EVENT / Math.max(1, plan.task().rewards().size()));
    while (periodWork.isComplete()
        && !isDone()
        && !isLimitReached()
        && completions - completionsBefore < most) {
      completions++;
      lifetimeCompletions++;
      award(AwardState.COMPLETION, limitUsage.countCompletion());
      if (!plan.task().tiered()) {
        grant(completions, AwardState.COMPLETION);
      }
      if (plan.repeats()) {
        periodWork.restart();
        if (isDone() || isLimitReached()) {
          periodWork.dropSurplus();
        }
      }
    }
    return tierReached || completions > completionsBefore;
  }

  private boolean grantTiers(PeriodWork periodWork) {
    List<Tier> all = plan.task().tiers();
    int before = tiers;
    while (tiers < all.size() && periodWork.reaches(all.get(tiers).target())) {
      tiers++;
      award(tiers, List.of());
      grant(completions + 1, tiers);
    }
    return tiers > before;
  }

  private void grant(long completion, int tier) {
    Task task = plan.task();
    Instant time = taskContext.event().time();
    GrantFactory factory = factory();
    GrantKey key = factory.key(taskContext.span().name(), completion, tier, attempt(tier));
    List<Reward> rewards = GrantFactory.rewards(task, tier);
    for (int i = 0; i < rewards.size(); i++) {
      boolean claim = rewards.get(i).delivery() == Delivery.CLAIM;
      add(
          factory
              .grant(key, rewards.get(i))
              .version(task.version())
              .outcome(claim ? Outcome.CLAIMABLE : Outcome.GRANTED)
              .time(time)
              .build());
      if (claim) {
        claimsToChange()
            .add(
                new PendingClaim(
                    taskContext.span().key(),
                    completion,
                    tier,
                    key.attempt(),
                    task.version(),
                    i,
                    time));
      }
    }
  }

  /**
   * Withdraws what the round no longer reaches: the completion, and tiers from the last one down.
   * Grants from before any version had cancel events were not recorded and are kept.
   */
  void withdraw(PeriodWork periodWork) {
    boolean incomplete = completions > 0 && !periodWork.isComplete();
    AwardState completion = awardOf(AwardState.COMPLETION);
    if (incomplete && completion.isGranted()) {
      if (!isTiered(completion)) {
        revoke(completion, completions);
      }
      completions--;
      lifetimeCompletions--;
      limitUsage.giveBack(completion.units());
      put(completion.afterWithdrawal());
    }
    List<Tier> all = plan.task().tiers();
    while (tiers > 0) {
      AwardState tier = awardOf(tiers);
      int target = Math.min(tiers, all.size());
      if (!tier.isGranted() || target == 0 || periodWork.reaches(all.get(target - 1).target())) {
        break;
      }
      revoke(tier, completions + 1);
      put(tier.afterWithdrawal());
      tiers--;
    }
  }

  private boolean isTiered(AwardState awardState) {
    return version(awardState).tiered();
  }

  private Task version(AwardState awardState) {
    CompiledTask version = taskContext.versions().get(awardState.version());
    return Objects.requireNonNull(version, "the version of a grant is in the catalog").task();
  }

  private void revoke(AwardState awardState, long completion) {
    GrantFactory factory = factory();
    GrantKey key =
        factory.key(
            taskContext.span().name(), completion, awardState.tier(), awardState.withdrawals() + 1);
    Task task = version(awardState);
    Instant time = Objects.requireNonNull(awardState.time(), "a grant that stands has a time");
    List<Reward> rewards = GrantFactory.rewards(task, awardState.tier());
    for (int i = 0; i < rewards.size(); i++) {
      PendingClaim claim =
          new PendingClaim(
              taskContext.span().key(),
              completion,
              awardState.tier(),
              key.attempt(),
              awardState.version(),
              i,
              time);
      Outcome outcome = claimsToChange().remove(claim) ? Outcome.CLAIMABLE : Outcome.GRANTED;
      add(
          factory
              .grant(key, rewards.get(i))
              .version(awardState.version())
              .outcome(outcome)
              .revoked(true)
              .time(time)
              .build());
    }
  }

  private int attempt(int tier) {
    return awardOf(tier).withdrawals() + 1;
  }

  private AwardState awardOf(int tier) {
    for (AwardState awardState : awards) {
      if (awardState.tier() == tier) {
        return awardState;
      }
    }
    return new AwardState(tier, 0, 0, null, List.of());
  }

  /** Records a grant that a cancel event could withdraw. */
  private void award(int tier, List<Long> units) {
    if (taskContext.versions().anyCancels() && !plan.repeats()) {
      put(awardOf(tier).afterGrant(plan.task().version(), taskContext.event().time(), units));
    }
  }

  private void put(AwardState awardState) {
    awards = new ArrayList<>(awards);
    awards.removeIf(other -> other.tier() == awardState.tier());
    awards.add(awardState);
    awards.sort(Comparator.comparingInt(AwardState::tier));
  }

  private GrantFactory factory() {
    return new GrantFactory(taskContext.event(), plan.task().taskId(), plan.isShadow());
  }

  private void add(Grant grant) {
    grants = grants.isEmpty() ? new ArrayList<>(2) : grants;
    grants.add(grant);
  }

  private List<PendingClaim> claimsToChange() {
    if (!claimsCopied) {
      claims = new ArrayList<>(claims);
      claimsCopied = true;
    }
    return claims;
  }

  /** Whether the recurrence allows no further completion in the period. */
  boolean isDone() {
    return plan.isDone(lifetimeCompletions, completions);
  }

  /** Whether a user limit allows no further completion. */
  boolean isLimitReached() {
    return limitUsage.isLimitReached(lifetimeCompletions);
  }

  List<Grant> grants() {
    return grants;
  }

  List<PendingClaim> claims() {
    return claims;
  }

  List<AwardState> awards() {
    return awards;
  }

  UsageCounts usage() {
    return limitUsage.counts();
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
