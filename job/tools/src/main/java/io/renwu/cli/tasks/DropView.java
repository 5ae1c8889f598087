package io.renwu.cli.tasks;

import io.renwu.cli.Table;

/** Formats a row for each task, and why it was not dropped. */
final class DropView {
  private DropView() {}

  static String text(DropReport report) {
    Table table = new Table("TASK", "STATUS");
    StringBuilder violations = new StringBuilder();
    for (DropReport.Row row : report.tasks()) {
      table.add(row.taskId(), row.status());
      for (String violation : row.violations()) {
        violations.append(row.taskId()).append(' ').append(violation);
        violations.append(System.lineSeparator());
      }
    }
    return table.toString() + violations;
  }
}
