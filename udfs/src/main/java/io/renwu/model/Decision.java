package io.renwu.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why an event did or did not count for a task.
 *
 * @param taskId null for {@link DecisionCode#DUPLICATE}
 * @param version the governing version, null for {@link DecisionCode#DUPLICATE}
 * @param period the name of the event's period, {@code -} for unit {@code NONE}, null for {@link
 *     DecisionCode#DUPLICATE}
 * @param before shown progress by objective id, in the task's order, before the event
 * @param after the same after the event
 * @param grantIds of the grants that this event made, or withdrew, for this task
 * @param shadow whether the governing version is evaluated in a world of its own
 */
public record Decision(
    String userId,
    String eventId,
    String behavior,
    String taskId,
    Integer version,
    String period,
    DecisionCode decision,
    Map<String, BigDecimal> before,
    Map<String, BigDecimal> after,
    List<String> grantIds,
    boolean shadow,
    Instant time,
    Instant receivedAt) {

  /** The same with other grants. */
  public Decision with(List<String> otherGrantIds) {
    return new Decision(
        userId,
        eventId,
        behavior,
        taskId,
        version,
        period,
        decision,
        before,
        after,
        otherGrantIds,
        shadow,
        time,
        receivedAt);
  }
}
