package io.renwu.codec;

import io.renwu.violation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a published task version, or to the request to drop a task.
 *
 * @param taskId null where the document does not tell
 * @param version null where the document does not tell, and where a task was to be dropped
 * @param violations empty unless the version or request was rejected
 * @param hash {@link io.renwu.document.ContentHash} of the document that is answered; null where a
 *     task was to be dropped, and in answers of older releases
 */
public record RuleStatus(
    @Nullable String taskId,
    @Nullable Integer version,
    Status status,
    List<Violation> violations,
    @Nullable String hash) {
  public RuleStatus {
    violations = List.copyOf(violations);
  }

  /** A version in force, whether this document brought it or only repeats it. */
  public static RuleStatus accepted(@Nullable String taskId, int version, String hash) {
    return new RuleStatus(taskId, version, Status.ACCEPTED, List.of(), hash);
  }

  public static RuleStatus rejected(
      @Nullable String taskId,
      @Nullable Integer version,
      List<Violation> violations,
      @Nullable String hash) {
    return new RuleStatus(taskId, version, Status.REJECTED, violations, hash);
  }

  /** A task that is no longer known. */
  public static RuleStatus dropped(String taskId) {
    return new RuleStatus(taskId, null, Status.DROPPED, List.of(), null);
  }

  /** What became of the version, or of the task. */
  public enum Status {
    ACCEPTED,
    REJECTED,
    DROPPED
  }
}
