package io.renwu.demo.recount;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a reward; each is paid at most once.
 *
 * @param tier null for a task without tiers
 * @param rewardId null if there is nothing to pay
 */
public record RewardKey(
    String userId,
    String taskId,
    String period,
    long completion,
    @Nullable Integer tier,
    @Nullable String rewardId) {
  @Override
  public String toString() {
    return userId
        + " "
        + taskId
        + " "
        + period
        + " #"
        + completion
        + (tier == null ? "" : " tier " + tier)
        + " "
        + (rewardId == null ? "(no reward)" : rewardId);
  }
}
