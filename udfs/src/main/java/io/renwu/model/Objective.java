package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * One thing to do.
 *
 * @param id unique in the task
 * @param behaviors the types of events that are offered to it, 1 or more
 * @param filter a condition on the event, or null
 * @param target above 0; in a tiered task the last tier's
 */
public record Objective(
    String id, List<String> behaviors, String filter, Aggregation aggregation, BigDecimal target) {}
