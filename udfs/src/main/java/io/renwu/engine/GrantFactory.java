package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import io.renwu.model.Reward;
import io.renwu.model.Reward.Delivery;
import io.renwu.model.Task;
import java.util.List;
import java.util.Map;

/**
 * Creates the grants of one task for one event.
 *
 * @param shadow whether the grants belong to the task's shadow
 */
record GrantFactory(Event event, String taskId, boolean shadow) {
  /**
   * The rewards of a completion or tier without rewards: one empty reward, so that it has a grant.
   */
  private static final List<Reward> NOTHING =
      List.of(new Reward(null, null, null, Delivery.AUTO, null, Map.of()));

  /** The rewards of a completion, or of a tier from 1; one empty reward if it has none. */
  static List<Reward> rewards(Task task, int tier) {
    List<Reward> rewards =
        tier == AwardState.COMPLETION ? task.rewards() : task.tiers().get(tier - 1).rewards();
    return rewards.isEmpty() ? NOTHING : rewards;
  }

  /**
   * The key of the grants of a completion or tier, without the reward.
   *
   * @param period its name
   * @param tier from 1; 0 for none
   */
  GrantKey key(String period, long completion, int tier, int attempt) {
    return new GrantKey(
        event.userId(),
        taskId,
        period,
        completion,
        tier == AwardState.COMPLETION ? null : (Integer) tier,
        attempt,
        null,
        shadow);
  }

  /** A grant of a reward that a completion or tier earns. */
  Grant.Builder grant(GrantKey earned, Reward reward) {
    GrantKey key = earned.ofReward(reward.rewardId());
    return Grant.of(GrantId.of(key), key)
        .reward(reward.type(), reward.amount(), reward.attributes())
        .eventId(event.eventId());
  }
}
