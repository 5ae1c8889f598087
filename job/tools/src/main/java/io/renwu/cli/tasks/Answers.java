package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.cli.ExitCodes;
import io.renwu.codec.RuleStatus;
import io.renwu.violation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The answers of the task job to requests. The key of a request is {@code taskId/version}, or
 * {@code taskId} for a task to drop.
 *
 * @param keys the keys of all requests
 * @param statuses the answers that arrived in time, by key
 * @param patience how long the command waited
 */
record Answers(List<String> keys, Map<String, RuleStatus> statuses, Duration patience) {
  /** The status of a request without an answer. */
  static final String NO_ANSWER = "NO_ANSWER";

  /** No request was sent. */
  static final Answers NONE = new Answers(List.of(), Map.of(), Duration.ZERO);

  /** The name of the status of a request. */
  String status(String key) {
    RuleStatus status = statuses.get(key);
    return status == null ? NO_ANSWER : status.status().name();
  }

  /** Why a request was rejected; empty if it was not. */
  List<String> violations(String key) {
    RuleStatus status = statuses.get(key);
    return status == null
        ? List.of()
        : status.violations().stream().map(Violation::toString).toList();
  }

  boolean hasStatus(String key, RuleStatus.Status expected) {
    return status(key).equals(expected.name());
  }

  /**
   * The exit status of a command after it has printed the answers.
   *
   * @param done what the command has done, for the error
   * @throws CliException if an answer is missing
   */
  int exitCode(String done) {
    if (!statuses.keySet().containsAll(keys)) {
      throw CliException.failed(
          done
              + ", but not answered within "
              + patience.toSeconds()
              + " s; is the task job running?",
          null);
    }
    return keys.stream().anyMatch(key -> hasStatus(key, RuleStatus.Status.REJECTED))
        ? ExitCodes.FINDINGS
        : ExitCodes.GOOD;
  }
}
