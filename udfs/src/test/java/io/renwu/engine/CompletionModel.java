package io.renwu.engine;

import io.renwu.engine.HistoryModel.Award;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import io.renwu.model.Objective;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a task completes, and what it grants. */
final class CompletionModel {
  private static final Reward NOTHING =
      new Reward(null, null, null, Reward.Delivery.AUTO, null, Map.of());

  private final HistoryModel history;
  private final GateModel gates;

  CompletionModel(HistoryModel history, GateModel gates) {
    this.history = history;
    this.gates = gates;
  }

  /**
   * "Looked at after every event that got as far as step 9": grants tiers and completions.
   *
   * @return the grants, one at least for each
   */
  List<Grant> look(SceneModel scene, PeriodModel period) {
    Task task = scene.task();
    List<Grant> grants = new ArrayList<>();
    if (task.tiered()) {
      Objective objective = task.objectives().get(0);
      while (history.tiers(scene.place()) < task.tiers().size()) {
        int tier = history.tiers(scene.place()) + 1;
        if (period.progress(objective).compareTo(task.tiers().get(tier - 1).target()) < 0) {
          break;
        }
        grants.addAll(award(scene, tier, task.tiers().get(tier - 1).rewards()));
      }
    }
    while (mayComplete(scene) && period.holds(task)) {
      if (!task.tiered()) {
        grants.addAll(award(scene, null, task.rewards()));
      }
      history.complete(scene.place(), scene.event(), task);
      if (task.recurrence().policy() == Policy.REPEAT) {
        period.finishRound(task, !mayComplete(scene));
      } else {
        period.settled = task.clawback() == Task.Clawback.NONE;
      }
    }
    return grants;
  }

  /** "Bounded by maxCompletions and USER limits." */
  private boolean mayComplete(SceneModel scene) {
    return !gates.nothingLeft(scene) && !gates.limitReached(scene);
  }

  /** "One record per reward; a completion without rewards still emits one with rewardId null." */
  private List<Grant> award(SceneModel scene, Integer tier, List<Reward> rewards) {
    int completion = history.completions(scene.place()) + 1;
    int attempt = history.nextAttempt(scene.place(), completion, tier);
    List<Grant> grants = new ArrayList<>();
    for (Reward reward : rewards.isEmpty() ? List.of(NOTHING) : rewards) {
      Event event = scene.event();
      GrantKey key =
          new GrantKey(
              event.userId(),
              scene.task().taskId(),
              scene.place().period(),
              completion,
              tier,
              attempt,
              reward.rewardId(),
              scene.place().shadow());
      Grant grant =
          Grant.of(name(key), key)
              .version(scene.task().version())
              .reward(reward.type(), reward.amount(), reward.attributes())
              .outcome(
                  HistoryModel.isClaimed(reward) ? Grant.Outcome.CLAIMABLE : Grant.Outcome.GRANTED)
              .eventId(event.eventId())
              .time(event.time())
              .build();
      history.awards.add(new Award(scene.place(), grant, reward));
      grants.add(grant);
    }
    return grants;
  }

  /**
   * "A pure function of user, task, period, completion, tier, attempt and reward", and the world.
   */
  private static String name(GrantKey key) {
    return "%s/%s/%s/%d/%s/%d/%s%s"
        .formatted(
            key.userId(),
            key.taskId(),
            key.period(),
            key.completion(),
            key.tier(),
            key.attempt(),
            key.rewardId(),
            key.shadow() ? "/shadow" : "");
  }

  /**
   * "With FULL a completion or tier whose target is no longer met is withdrawn: a grant record with
   * "revoked": true and the same grantId is emitted."
   */
  List<Grant> withdraw(SceneModel scene, PeriodModel period) {
    Task task = scene.task();
    boolean completionFails = history.completions(scene.place()) > 0 && !period.holds(task);
    if (completionFails) {
      history.withdrawLastCompletion(scene.place());
    }
    List<Grant> revoked = new ArrayList<>();
    for (int tier = history.tiers(scene.place()); tier > 0; tier--) {
      BigDecimal target = task.tiers().get(Math.min(tier, task.tiers().size()) - 1).target();
      if (period.progress(task.objectives().get(0)).compareTo(target) < 0) {
        revoked.addAll(revoke(scene, tier));
      }
    }
    if (completionFails && !task.tiered()) {
      revoked.addAll(revoke(scene, null));
    }
    return revoked;
  }

  private List<Grant> revoke(SceneModel scene, Integer tier) {
    List<Grant> revoked = new ArrayList<>();
    for (Award award : history.awards) {
      boolean ofTier = tier == null ? award.grant.tier() == null : tier.equals(award.grant.tier());
      if (award.place.equals(scene.place()) && ofTier && !award.withdrawn) {
        Grant.Outcome outcome = award.waits() ? Grant.Outcome.CLAIMABLE : Grant.Outcome.GRANTED;
        revoked.add(changed(award.grant, outcome, true, scene.event()));
        award.withdrawn = true;
      }
    }
    return revoked;
  }

  /** Another record of one grant. */
  static Grant changed(Grant grant, Grant.Outcome outcome, boolean revoked, Event by) {
    return grant.but().outcome(outcome).revoked(revoked).eventId(by.eventId()).build();
  }
}
