package io.renwu.cli.tasks;

import java.util.List;

/** How a running system answered that tasks were to be dropped. */
public record DropReport(List<Row> tasks) {
  /**
   * Of one task.
   *
   * @param status of its answer; {@code NO_ANSWER}
   */
  public record Row(String taskId, String status, List<String> violations) {}
}
