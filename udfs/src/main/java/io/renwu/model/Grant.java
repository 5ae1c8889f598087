package io.renwu.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * One reward for one completion or tier of one user.
 *
 * @param grantId a pure function of user, task, period, completion, tier, attempt and reward
 * @param period the period's name, {@code -} for unit {@code NONE}
 * @param completion the completion's number within the period, from 1; for a tier that of the
 *     completion under way
 * @param tier the tier's number from 1, or null
 * @param attempt from 1; grows when a withdrawn grant is earned anew
 * @param rewardId null for a completion without rewards; then type and amount are null, too
 * @param shadow whether the version was only tried: nothing is to be paid
 * @param revoked whether this withdraws the grant of the same id
 * @param eventId of the event that made this record: the completing one, the cancelling one of a
 *     withdrawal, the claim of what was claimed
 * @param time of the completing event
 */
public record Grant(
    String grantId,
    String userId,
    String taskId,
    int version,
    String period,
    long completion,
    Integer tier,
    int attempt,
    String rewardId,
    String type,
    BigDecimal amount,
    Map<String, Object> attributes,
    Outcome outcome,
    boolean shadow,
    boolean revoked,
    String eventId,
    Instant time) {

  /** The same with another outcome. */
  public Grant with(Outcome other) {
    return new Grant(
        grantId,
        userId,
        taskId,
        version,
        period,
        completion,
        tier,
        attempt,
        rewardId,
        type,
        amount,
        attributes,
        other,
        shadow,
        revoked,
        eventId,
        time);
  }

  /** What became of the reward. */
  public enum Outcome {
    GRANTED,
    /** Waits for the user to claim it. */
    CLAIMABLE,
    /** Refused, since the task's budget does not hold it. */
    BUDGET_EXHAUSTED
  }
}
