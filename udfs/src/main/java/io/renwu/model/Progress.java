package io.renwu.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a user is with a task in a period; the latest one of its key holds.
 *
 * @param periodEnd null for all of time
 * @param completions in this period
 * @param time of the last counted event
 */
public record Progress(
    String userId,
    TaskRef task,
    @Nullable Instant periodEnd,
    List<ObjectiveProgress> objectives,
    long completions,
    Status status,
    @Nullable Instant time) {

  public @Nullable String taskId() {
    return task.taskId();
  }

  /**
   * The key of the compacted stream: {@code userId/taskId/period}, and {@code /shadow} if it is.
   */
  public String key() {
    return key(userId, task.taskId(), task.period(), task.shadow());
  }

  /** The key of a user's progress with a task in a period. */
  public static String key(
      String userId, @Nullable String taskId, @Nullable String period, boolean shadow) {
    return userId + "/" + taskId + "/" + period + (shadow ? "/shadow" : "");
  }

  /**
   * How far one objective is.
   *
   * @param progress what is shown: never more than the target
   */
  public record ObjectiveProgress(
      String id, @Nullable BigDecimal progress, @Nullable BigDecimal target) {}

  public enum Status {
    IN_PROGRESS,
    /** The recurrence leaves nothing to do in this period. */
    COMPLETED
  }
}
