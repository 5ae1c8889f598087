package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step on the way: its rewards are granted when the objective reaches its target. */
public record Tier(@Nullable BigDecimal target, List<Reward> rewards) {}
