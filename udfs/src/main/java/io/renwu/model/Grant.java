package io.renwu.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reward for one completion or tier of one user.
 *
 * @param grantId a pure function of the key
 * @param version under which it was earned
 * @param type null, like the amount, for a completion without rewards
 * @param revoked whether this withdraws the grant of the same id
 * @param eventId of the event that caused this record: the completing event, the cancel event of a
 *     withdrawal, or the claim
 * @param time of the completing event
 */
public record Grant(
    String grantId,
    GrantKey key,
    int version,
    @Nullable String type,
    @Nullable BigDecimal amount,
    @Nullable Map<String, Object> attributes,
    Outcome outcome,
    boolean revoked,
    @Nullable String eventId,
    @Nullable Instant time) {

  public String userId() {
    return key.userId();
  }

  public String taskId() {
    return key.taskId();
  }

  public String period() {
    return key.period();
  }

  public long completion() {
    return key.completion();
  }

  public @Nullable Integer tier() {
    return key.tier();
  }

  public @Nullable String rewardId() {
    return key.rewardId();
  }

  public boolean shadow() {
    return key.shadow();
  }

  /** A builder of a grant of version 1 without a reward. */
  public static Builder of(String grantId, GrantKey key) {
    return new Builder(grantId, key);
  }

  /** A builder with this grant's values. */
  public Builder but() {
    return of(grantId, key)
        .version(version)
        .reward(type, amount, attributes)
        .outcome(outcome)
        .revoked(revoked)
        .eventId(eventId)
        .time(time);
  }

  /** A copy with another outcome. */
  public Grant with(Outcome other) {
    return but().outcome(other).build();
  }

  /** A grant under construction. */
  public static final class Builder {
    private String grantId;
    private GrantKey key;
    private int version = 1;
    private @Nullable String type;
    private @Nullable BigDecimal amount;
    private @Nullable Map<String, Object> attributes = Map.of();
    private Outcome outcome = Outcome.GRANTED;
    private boolean revoked;
    private @Nullable String eventId;
    private @Nullable Instant time;

    private Builder(String grantId, GrantKey key) {
      this.grantId = grantId;
      this.key = key;
    }

    public Builder grantId(String value) {
      grantId = value;
      return this;
    }

    public Builder key(GrantKey value) {
      key = value;
      return this;
    }

    public Builder version(int value) {
      version = value;
      return this;
    }

    /** What is granted. */
    public Builder reward(
        @Nullable String ofType,
        @Nullable BigDecimal ofAmount,
        @Nullable Map<String, Object> withAttributes) {
      type = ofType;
      amount = ofAmount;
      attributes = withAttributes;
      return this;
    }

    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    public Builder revoked(boolean value) {
      revoked = value;
      return this;
    }

    public Builder eventId(@Nullable String value) {
      eventId = value;
      return this;
    }

    public Builder time(@Nullable Instant value) {
      time = value;
      return this;
    }

    public Grant build() {
      return new Grant(
          grantId, key, version, type, amount, attributes, outcome, revoked, eventId, time);
    }
  }

  /** The outcome of a reward. */
  public enum Outcome {
    GRANTED,
    /** The user can claim it. */
    CLAIMABLE,
    /** Refused because the task's budget is exhausted. */
    BUDGET_EXHAUSTED
  }
}
