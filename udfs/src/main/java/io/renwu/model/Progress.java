package io.renwu.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's progress with a task in a period. The latest record of a key is valid.
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
   * The record key of the compacted topic: {@code userId/taskId/period}, and {@code /shadow} for a
   * shadow.
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
   * The progress of one objective.
   *
   * @param progress capped at the target
   */
  public record ObjectiveProgress(
      String id, @Nullable BigDecimal progress, @Nullable BigDecimal target) {}

  public enum Status {
    IN_PROGRESS,
    /** The recurrence allows no further completion in this period. */
    COMPLETED
  }
}
