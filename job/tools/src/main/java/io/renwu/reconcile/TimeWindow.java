package io.renwu.reconcile;

import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is compared: grants by the time of their completing events, progress by that of the last
 * counted event.
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
          "found a window from " + from + " to " + to + ", expected one that ends after its begin");
    }
  }

  /** Whether a moment lies in it. */
  public boolean contains(@Nullable Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** Whether a task is asked for. */
  public boolean isOfTask(@Nullable String taskId) {
    return tasks.isEmpty() || tasks.contains(taskId);
  }

  /** Whether a user is asked for. */
  public boolean isOfUser(String userId) {
    return users.isEmpty() || users.contains(userId);
  }

  /** Whether a grant is compared. */
  public boolean covers(Grant grant) {
    return contains(grant.time()) && isOfTask(grant.taskId()) && isOfUser(grant.userId());
  }

  /** Whether progress is compared. */
  public boolean covers(Progress progress) {
    return contains(progress.time()) && isOfTask(progress.taskId()) && isOfUser(progress.userId());
  }
}
