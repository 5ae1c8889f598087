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
 * Makes grant records of one task for one event.
 *
 * @param shadow whether they are of the task's shadow
 */
record GrantFactory(Event event, String taskId, boolean shadow) {
  /** Stands for the record of a completion or tier without rewards. */
  private static final List<Reward> NOTHING =
      List.of(new Reward(null, null, null, Delivery.AUTO, null, Map.of()));

  /** The rewards of a completion, or of a tier from 1; one that is nothing where there are none. */
  static List<Reward> rewards(Task task, int tier) {
    List<Reward> rewards =
        tier == AwardState.COMPLETION ? task.rewards() : task.tiers().get(tier - 1).rewards();
    return rewards.isEmpty() ? NOTHING : rewards;
  }

  /**
   * The key of what a completion or tier earns, but for the reward.
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
