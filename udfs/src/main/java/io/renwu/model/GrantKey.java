package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * Which grant it is. The records of a grant that is claimed or withdrawn have the key of the first.
 *
 * @param period the period's name, {@code -} for all of time
 * @param completion the completion's number within the period, from 1; for a tier that of the
 *     completion under way
 * @param tier the tier's number from 1, or null
 * @param attempt from 1; grows when a withdrawn grant is earned anew
 * @param rewardId null for a completion without rewards
 * @param shadow whether the version was only tried: nothing is to be paid
 */
public record GrantKey(
    String userId,
    String taskId,
    String period,
    long completion,
    @Nullable Integer tier,
    int attempt,
    @Nullable String rewardId,
    boolean shadow) {

  /** The key of another reward of the same completion or tier. */
  public GrantKey ofReward(@Nullable String otherRewardId) {
    return new GrantKey(userId, taskId, period, completion, tier, attempt, otherRewardId, shadow);
  }

  /** Whether both are of one completion or tier, with the same attempt. */
  public boolean isEarnedWith(GrantKey other) {
    return equals(other.ofReward(rewardId));
  }
}
