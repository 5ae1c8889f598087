package io.renwu.cli.tasks;

import io.renwu.cli.Table;
import java.util.List;

/** Formats a row for each document, and its violations. */
final class PublishView {
  private PublishView() {}

  static String text(PublishReport report) {
    Table table = new Table("TASK", "VERSION", "STATUS");
    StringBuilder violations = new StringBuilder();
    for (PublishReport.Row row : report.documents()) {
      table.add(row.taskId(), row.version(), row.status());
      for (String violation : row.violations()) {
        violations.append(row.taskId()).append('/').append(row.version()).append(' ');
        violations.append(violation).append(System.lineSeparator());
      }
    }
    return table.toString() + violations;
  }

  /** Why nothing was published. */
  static String refusal(List<DocumentFinding> findings) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> text.append(finding.text()).append(System.lineSeparator()));
    return text.append("nothing was published").append(System.lineSeparator()).toString();
  }
}
