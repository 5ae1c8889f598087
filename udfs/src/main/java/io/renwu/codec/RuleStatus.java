package io.renwu.codec;

import io.renwu.violation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a published task version, or to the request to drop a task.
 *
 * @param taskId null if the document does not say
 * @param version null if the document does not say, and for a request to drop
 * @param violations empty unless the version or request was rejected
 * @param hash {@link io.renwu.document.ContentHash} of the answered document; null for a request to
 *     drop, and in answers of older releases
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

  /** An accepted version, new or repeated. */
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

  /** The answer for a dropped task. */
  public static RuleStatus dropped(String taskId) {
    return new RuleStatus(taskId, null, Status.DROPPED, List.of(), null);
  }

  /** The result for the version or task. */
  public enum Status {
    ACCEPTED,
    REJECTED,
    DROPPED
  }
}
