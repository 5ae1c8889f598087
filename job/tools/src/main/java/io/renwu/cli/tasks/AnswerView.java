package io.renwu.cli.tasks;

import io.renwu.cli.Table;
import java.util.List;

/** Formats a row for each answer of the task job, then the reasons for the refusals. */
final class AnswerView {
  private final Table table;
  private final StringBuilder violations = new StringBuilder();

  private AnswerView(String... headings) {
    table = new Table(headings);
  }

  /** The answers to published documents. */
  static String text(PublishReport report) {
    AnswerView view = new AnswerView("TASK", "VERSION", "STATUS");
    for (PublishReport.Row row : report.documents()) {
      view.table.add(row.taskId(), row.version(), row.status());
      view.add(row.taskId() + "/" + row.version(), row.violations());
    }
    return view.text();
  }

  /** The answers to requests to drop tasks. */
  static String text(DropReport report) {
    AnswerView view = new AnswerView("TASK", "STATUS");
    for (DropReport.Row row : report.tasks()) {
      view.table.add(row.taskId(), row.status());
      view.add(row.taskId(), row.violations());
    }
    return view.text();
  }

  /** Why nothing was published. */
  static String refusal(List<DocumentFinding> findings) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> text.append(finding.text()).append(System.lineSeparator()));
    return text.append("nothing was published").append(System.lineSeparator()).toString();
  }

  private void add(String key, List<String> reasons) {
    for (String reason : reasons) {
      violations.append(key).append(' ').append(reason).append(System.lineSeparator());
    }
  }

  private String text() {
    return table.toString() + violations;
  }
}
