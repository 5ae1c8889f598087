package io.renwu.engine;

import io.renwu.model.Grant;

/**
 * What a test expects of a grant: the first attempt of a task {@code t} without periods, if it says
 * nothing else.
 *
 * @param reward null, like the amount, for a completion without rewards
 * @param tier null for a completion
 */
record ExpectedGrant(
    String taskId,
    String period,
    long completion,
    Integer tier,
    int attempt,
    String reward,
    String amount) {

  /** A grant of an amount of a reward for the first completion. */
  static ExpectedGrant grant(String reward, String amount) {
    return new ExpectedGrant("t", "-", 1, null, 1, reward, amount);
  }

  /** A completion without rewards. */
  static ExpectedGrant completed(long completion) {
    return grant(null, null).completion(completion);
  }

  /** What a test can expect of a grant. */
  static ExpectedGrant of(Grant grant) {
    return new ExpectedGrant(
        grant.taskId(),
        grant.period(),
        grant.completion(),
        grant.tier(),
        grant.key().attempt(),
        grant.rewardId(),
        grant.amount() == null ? null : grant.amount().toPlainString());
  }

  ExpectedGrant of(String otherTaskId) {
    return new ExpectedGrant(otherTaskId, period, completion, tier, attempt, reward, amount);
  }

  ExpectedGrant in(String otherPeriod) {
    return new ExpectedGrant(taskId, otherPeriod, completion, tier, attempt, reward, amount);
  }

  ExpectedGrant completion(long other) {
    return new ExpectedGrant(taskId, period, other, tier, attempt, reward, amount);
  }

  ExpectedGrant tier(int other) {
    return new ExpectedGrant(taskId, period, completion, other, attempt, reward, amount);
  }

  ExpectedGrant attempt(int other) {
    return new ExpectedGrant(taskId, period, completion, tier, other, reward, amount);
  }
}
