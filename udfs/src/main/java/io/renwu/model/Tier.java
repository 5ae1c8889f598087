package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * A step towards the last target; its rewards are granted when the objective reaches its target.
 */
public record Tier(BigDecimal target, List<Reward> rewards) {}
