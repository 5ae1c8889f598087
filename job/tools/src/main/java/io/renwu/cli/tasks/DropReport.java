package io.renwu.cli.tasks;

import java.util.List;

/** The answers of a running system to the request to drop tasks. */
public record DropReport(List<Row> tasks) {
  /**
   * The answer for one task.
   *
   * @param status the status of the answer; {@code NO_ANSWER} if there was none in time
   */
  public record Row(String taskId, String status, List<String> violations) {}

  static DropReport of(Answers answers) {
    return new DropReport(
        answers.keys().stream()
            .map(id -> new Row(id, answers.status(id), answers.violations(id)))
            .toList());
  }
}
