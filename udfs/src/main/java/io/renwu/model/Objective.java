package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do.
 *
 * @param id unique in the task
 * @param behaviors the types of events that are offered to it, 1 or more
 * @param filter a condition on the event, or null
 * @param target above 0; in a tiered task the last tier's
 * @param frequencyLimit or null
 * @param cancelBehaviors the types of events that take back what others added; none that is among
 *     any objective's {@code behaviors}
 * @param cancelKey a dotted path under {@code attributes} by which a cancel event and the event
 *     that it takes back know each other; null without {@code cancelBehaviors}, and for {@link
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
