package io.renwu.reconcile;

import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects the records to compare: grants by the time of their completing events, progress by the
 * time of the last counted event.
 *
 * @param from inclusive
 * @param to exclusive
 * @param tasks only these; empty for all
 * @param users only these; empty for all
 */
public record TimeWindow(Instant from, Instant to, Set<String> tasks, Set<String> users) {
  /**
   * Creates a window.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public TimeWindow {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "found a window from " + from + " to " + to + ", expected one that ends after it begins");
    }
  }

  /** Whether the window contains a moment. */
  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** Whether a task is to be compared. */
  public boolean includesTask(@Nullable String taskId) {
    return tasks.isEmpty() || tasks.contains(taskId);
  }

  /** Whether a user is to be compared. */
  public boolean includesUser(String userId) {
    return users.isEmpty() || users.contains(userId);
  }

  /** Whether a grant is to be compared. */
  public boolean covers(Grant grant) {
    return contains(Objects.requireNonNull(grant.time(), "a grant has a time"))
        && includesTask(grant.taskId())
        && includesUser(grant.userId());
  }

  /** Whether progress is to be compared. */
  public boolean covers(Progress progress) {
    return contains(Objects.requireNonNull(progress.time(), "progress has a time"))
        && includesTask(progress.taskId())
        && includesUser(progress.userId());
  }
}
