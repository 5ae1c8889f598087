package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;

/** A step on the way: its rewards are granted when the objective reaches its target. */
public record Tier(BigDecimal target, List<Reward> rewards) {}
