package io.renwu.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is granted.
 *
 * @param type free text: {@code POINTS}, {@code COUPON}, {@code BADGE} …
 * @param amount above 0
 * @param claimWithin how long after the completing event the user may claim it; null without a
 *     bound, and for {@link Delivery#AUTO}
 * @param attributes passed through; values as in {@link Event#attributes()}
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
    /** At once. */
    AUTO,
    /** When the user asks for it. */
    CLAIM
  }
}
