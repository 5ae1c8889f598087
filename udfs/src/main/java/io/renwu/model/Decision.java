package io.renwu.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an event did or did not count for a task.
 *
 * @param task the governing version; {@link TaskRef#NONE} for {@link DecisionCode#DUPLICATE}
 * @param before progress by objective id, in the task's order, before the event
 * @param after the same after the event
 * @param grantIds the grants that this event made or withdrew for this task
 */
public record Decision(
    String userId,
    String eventId,
    String behavior,
    TaskRef task,
    DecisionCode decision,
    Map<String, BigDecimal> before,
    Map<String, BigDecimal> after,
    List<String> grantIds,
    @Nullable Instant time,
    @Nullable Instant receivedAt) {

  /** A decision about an event. */
  public static Decision of(
      Event event,
      TaskRef task,
      DecisionCode decision,
      Map<String, BigDecimal> before,
      Map<String, BigDecimal> after,
      List<Grant> grants) {
    return new Decision(
        event.userId(),
        event.eventId(),
        event.behavior(),
        task,
        decision,
        before,
        after,
        grants.stream().map(Grant::grantId).toList(),
        event.time(),
        event.receivedAt());
  }

  public @Nullable String taskId() {
    return task.taskId();
  }

  public @Nullable Integer version() {
    return task.version();
  }

  public @Nullable String period() {
    return task.period();
  }

  /** A copy with other grant ids. */
  public Decision with(List<String> otherGrantIds) {
    return new Decision(
        userId, eventId, behavior, task, decision, before, after, otherGrantIds, time, receivedAt);
  }
}
