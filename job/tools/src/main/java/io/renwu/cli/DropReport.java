package io.renwu.cli;

import java.util.List;

/** How a running system answered that tasks were to be dropped. */
record DropReport(List<Row> tasks) {
  /**
   * Of one task.
   *
   * @param status of its answer; {@code NO_ANSWER}
   */
  record Row(String taskId, String status, List<String> violations) {}
}
