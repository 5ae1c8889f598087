package io.renwu.engine;

import io.renwu.calendar.PeriodKey;
import io.renwu.catalog.Candidate;
import io.renwu.catalog.CompiledTask;
import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.Versions;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an event by which a user claims rewards. Its attributes name the task, and optionally a
 * reward and a period.
 */
final class ClaimEvaluation {
  /** The order in which the rewards of one claim are granted: by the period's name first. */
  private static final Comparator<PendingClaim> ORDER =
      Comparator.comparing((PendingClaim claim) -> PeriodKey.name(claim.period()))
          .thenComparing(PendingClaim::completion)
          .thenComparing(PendingClaim::tier)
          .thenComparing(PendingClaim::reward);

  private final Event event;
  private final UserState snapshot;
  private final DecisionLevel level;
  private final Duration memoryHorizon;

  ClaimEvaluation(Event event, UserState snapshot, DecisionLevel level, Duration memoryHorizon) {
    this.event = event;
    this.snapshot = snapshot;
    this.level = level;
    this.memoryHorizon = memoryHorizon;
  }

  /** Decides the claim; null if its task is archived. */
  @Nullable TaskOutcome decide(TaskCatalog tasks) {
    Object named = event.attributes().get("taskId");
    if (!(named instanceof String taskId) || !tasks.knows(taskId)) {
      return nothing(null, null, DecisionCode.NOTHING_TO_CLAIM, false);
    }
    if (!tasks.isGoverned(taskId, event.time())) {
      return nothing(taskId, null, DecisionCode.NOTHING_TO_CLAIM, false);
    }
    Optional<Candidate> candidate = tasks.candidate(taskId, event.time());
    return candidate.map(this::decide).orElse(null);
  }

  private TaskOutcome decide(Candidate candidate) {
    Task governing = candidate.governing().task();
    boolean shadow = governing.isShadow();
    if (governing.status() == Task.Status.PAUSED) {
      return nothing(governing.taskId(), governing.version(), DecisionCode.PAUSED, false);
    }
    TaskState state =
        snapshot.task(
            shadow ? StateIds.ofShadow(governing.taskId()) : StateIds.ofTask(governing.taskId()));
    List<PendingClaim> due = new ArrayList<>();
    boolean expired = false;
    for (PendingClaim claim : state == null ? List.<PendingClaim>of() : state.claims()) {
      Reward reward = reward(claim, candidate.versions());
      if (isNamed(claim, reward) && !isForgotten(claim, reward)) {
        if (isExpired(claim, reward)) {
          expired = true;
        } else {
          due.add(claim);
        }
      }
    }
    if (state == null || due.isEmpty()) {
      DecisionCode code = expired ? DecisionCode.EXPIRED : DecisionCode.NOTHING_TO_CLAIM;
      return nothing(governing.taskId(), governing.version(), code, shadow);
    }
    due.sort(ORDER);
    GrantFactory maker = new GrantFactory(event, governing.taskId(), shadow);
    List<Grant> grants =
        due.stream().map(claim -> grant(claim, maker, candidate.versions())).toList();
    List<PendingClaim> remaining = new ArrayList<>(state.claims());
    remaining.removeAll(due);
    return new TaskOutcome(
        DecisionCode.CLAIMED,
        decision(governing.taskId(), governing.version(), DecisionCode.CLAIMED, shadow, grants),
        governing.version(),
        grants,
        null,
        state.with(remaining));
  }

  private static Grant grant(PendingClaim claim, GrantFactory maker, Versions versions) {
    GrantKey key =
        maker.key(
            PeriodKey.name(claim.period()), claim.completion(), claim.tier(), claim.attempt());
    return maker
        .grant(key, reward(claim, versions))
        .version(claim.version())
        .time(claim.time())
        .build();
  }

  private static Reward reward(PendingClaim claim, Versions versions) {
    CompiledTask version =
        Objects.requireNonNull(versions.get(claim.version()), "a claim's version is known");
    return GrantFactory.rewards(version.task(), claim.tier()).get(claim.reward());
  }

  private boolean isNamed(PendingClaim claim, Reward reward) {
    Object rewardId = event.attributes().get("rewardId");
    Object period = event.attributes().get("period");
    return (rewardId == null || rewardId.equals(reward.rewardId()))
        && (period == null || period.equals(PeriodKey.name(claim.period())));
  }

  private boolean isExpired(PendingClaim claim, Reward reward) {
    return reward.claimWithin() != null
        && event.time().isAfter(claim.time().plus(reward.claimWithin()));
  }

  private boolean isForgotten(PendingClaim claim, Reward reward) {
    Instant forgetAt = forgetAt(claim, reward, memoryHorizon);
    return forgetAt != null && event.receivedAt().isAfter(forgetAt);
  }

  /** The last receipt time at which a reward can be claimed; null for no bound. */
  static @Nullable Instant forgetAt(PendingClaim claim, Reward reward, Duration memoryHorizon) {
    return reward.claimWithin() == null
        ? null
        : claim.time().plus(reward.claimWithin()).plus(memoryHorizon);
  }

  private TaskOutcome nothing(
      @Nullable String taskId, @Nullable Integer version, DecisionCode code, boolean shadow) {
    return TaskOutcome.unchanged(code, decision(taskId, version, code, shadow, List.of()));
  }

  private @Nullable Decision decision(
      @Nullable String taskId,
      @Nullable Integer version,
      DecisionCode code,
      boolean shadow,
      List<Grant> grants) {
    if (!level.includes(code)) {
      return null;
    }
    boolean known = taskId != null;
    String period = known && event.attributes().get("period") instanceof String text ? text : null;
    TaskRef task = new TaskRef(taskId, version, period, shadow);
    return Decision.of(event, task, code, Map.of(), Map.of(), grants);
  }
}
