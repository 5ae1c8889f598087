package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do within a task, with a target.
 *
 * @param id unique in the task
 * @param behaviors the behaviors whose events it can count, 1 or more
 * @param filter a condition on the event, or null
 * @param target above 0; in a tiered task the last tier's
 * @param frequencyLimit or null
 * @param cancelBehaviors the behaviors whose events cancel; disjoint from every objective's {@code
 *     behaviors}
 * @param cancelKey a dotted path under {@code attributes} whose value links a cancel event to the
 *     event that it cancels; null without {@code cancelBehaviors}, and for {@link
 *     Aggregation.Function#COUNT_DISTINCT}, whose field it is
 */
public record Objective(
    String id,
    List<String> behaviors,
    @Nullable String filter,
    Aggregation aggregation,
    BigDecimal target,
    @Nullable FrequencyLimit frequencyLimit,
    List<String> cancelBehaviors,
    @Nullable String cancelKey) {}
