package io.renwu.model;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What is granted.
 *
 * @param type free text: {@code POINTS}, {@code COUPON}, {@code BADGE} …
 * @param amount above 0
 * @param attributes passed through; values as in {@link Event#attributes()}
 */
public record Reward(
    String rewardId, String type, BigDecimal amount, Map<String, Object> attributes) {}
