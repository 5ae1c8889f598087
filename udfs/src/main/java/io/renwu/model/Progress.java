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

  /** A builder of a progress without counted events, for all of time. */
  public static Builder of(String userId, TaskRef task) {
    return new Builder(userId, task);
  }

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

  /** A progress under construction. */
  public static final class Builder {
    private final String userId;
    private final TaskRef task;
    private @Nullable Instant periodEnd;
    private List<ObjectiveProgress> objectives = List.of();
    private long completions;
    private Status status = Status.IN_PROGRESS;
    private @Nullable Instant time;

    private Builder(String userId, TaskRef task) {
      this.userId = userId;
      this.task = task;
    }

    public Builder periodEnd(@Nullable Instant value) {
      periodEnd = value;
      return this;
    }

    public Builder objectives(List<ObjectiveProgress> value) {
      objectives = value;
      return this;
    }

    public Builder completions(long value) {
      completions = value;
      return this;
    }

    public Builder status(Status value) {
      status = value;
      return this;
    }

    public Builder time(@Nullable Instant value) {
      time = value;
      return this;
    }

    public Progress build() {
      return new Progress(userId, task, periodEnd, objectives, completions, status, time);
    }
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
