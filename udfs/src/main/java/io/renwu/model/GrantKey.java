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

  /** A builder of the first attempt of a completion without rewards. */
  public static Builder of(String userId, String taskId, String period, long completion) {
    return new Builder(userId, taskId, period, completion);
  }

  /** A builder with this key's values. */
  public Builder but() {
    return of(userId, taskId, period, completion)
        .tier(tier)
        .attempt(attempt)
        .rewardId(rewardId)
        .shadow(shadow);
  }

  /** The key of another reward of the same completion or tier. */
  public GrantKey ofReward(@Nullable String otherRewardId) {
    return but().rewardId(otherRewardId).build();
  }

  /** Whether both belong to the same attempt of one completion or tier. */
  public boolean isEarnedWith(GrantKey other) {
    return equals(other.ofReward(rewardId));
  }

  /** A key under construction. */
  public static final class Builder {
    private final String userId;
    private final String taskId;
    private final String period;
    private final long completion;
    private @Nullable Integer tier;
    private int attempt = 1;
    private @Nullable String rewardId;
    private boolean shadow;

    private Builder(String userId, String taskId, String period, long completion) {
      this.userId = userId;
      this.taskId = taskId;
      this.period = period;
      this.completion = completion;
    }

    public Builder tier(@Nullable Integer value) {
      tier = value;
      return this;
    }

    public Builder attempt(int value) {
      attempt = value;
      return this;
    }

    public Builder rewardId(@Nullable String value) {
      rewardId = value;
      return this;
    }

    public Builder shadow(boolean value) {
      shadow = value;
      return this;
    }

    public GrantKey build() {
      return new GrantKey(userId, taskId, period, completion, tier, attempt, rewardId, shadow);
    }
  }
}
