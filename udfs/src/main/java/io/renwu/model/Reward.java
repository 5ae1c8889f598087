package io.renwu.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a completion or tier earns.
 *
 * @param type free text: {@code POINTS}, {@code COUPON}, {@code BADGE} …
 * @param amount above 0
 * @param claimWithin how long after the completing event the user may claim it; null for no bound
 *     and for {@link Delivery#AUTO}
 * @param attributes copied to the grant; values as in {@link Event#attributes()}
 */
public record Reward(
    @Nullable String rewardId,
    @Nullable String type,
    @Nullable BigDecimal amount,
    Delivery delivery,
    @Nullable Duration claimWithin,
    Map<String, Object> attributes) {

  /** How a reward reaches the user. */
  public enum Delivery {
    /** Granted at once. */
    AUTO,
    /** Granted when the user claims it. */
    CLAIM
  }
}
