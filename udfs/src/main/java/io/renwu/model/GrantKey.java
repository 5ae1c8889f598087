package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a grant. The records of its claim or withdrawal have the same key.
 *
 * @param period the period's name, {@code -} for all of time
 * @param completion the completion's number within the period, from 1; for a tier, that of the
 *     completion it leads to
 * @param tier the tier's number from 1, or null
 * @param attempt from 1; increases when a withdrawn grant is earned again
 * @param rewardId null for a completion without rewards
 * @param shadow whether the grant is a trial, which must not be paid
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

  /** Whether both belong to the same attempt of one completion or tier. */
  public boolean isEarnedWith(GrantKey other) {
    return equals(other.ofReward(rewardId));
  }
}
