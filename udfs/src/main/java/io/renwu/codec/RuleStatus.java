package io.renwu.codec;

import io.renwu.rules.Violation;
import java.util.List;

/**
 * The answer to a published task version.
 *
 * @param taskId null where the document does not tell
 * @param version null where the document does not tell
 * @param violations empty unless the version was rejected
 */
public record RuleStatus(
    String taskId, Integer version, Status status, List<Violation> violations) {
  public RuleStatus {
    violations = List.copyOf(violations);
  }

  /** A version in force, whether this document brought it or only repeats it. */
  public static RuleStatus accepted(String taskId, int version) {
    return new RuleStatus(taskId, version, Status.ACCEPTED, List.of());
  }

  public static RuleStatus rejected(String taskId, Integer version, List<Violation> violations) {
    return new RuleStatus(taskId, version, Status.REJECTED, violations);
  }

  /** What became of the version. */
  public enum Status {
    ACCEPTED,
    REJECTED
  }
}
