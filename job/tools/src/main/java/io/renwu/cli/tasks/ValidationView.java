package io.renwu.cli.tasks;

import java.util.List;

/** Formats each finding with its line, the costs, and the number of findings. */
final class ValidationView {
  private ValidationView() {}

  static String text(ValidationReport report, List<DocumentFinding> findings) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> text.append(finding.text()).append(System.lineSeparator()));
    return text.append(report.costs() == null ? "" : CostView.text(report.costs()))
        .append(count(report.documents(), "document"))
        .append(" in ")
        .append(count(report.files(), "file"))
        .append(": ")
        .append(report.errors() == 0 ? "good" : count(report.errors(), "error"))
        .append(report.warnings() == 0 ? "" : ", " + count(report.warnings(), "warning"))
        .append(System.lineSeparator())
        .toString();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
