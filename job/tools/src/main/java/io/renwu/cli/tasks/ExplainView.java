package io.renwu.cli.tasks;

import io.renwu.cli.tasks.ExplainReport.Explained;

/** Each event with its reason, and where the versions that decided came from. */
final class ExplainView {
  private ExplainView() {}

  static String text(ExplainReport report) {
    String end = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    if (report.events().isEmpty()) {
      text.append("no decisions for ").append(report.userId());
      text.append(" and ").append(report.taskId());
      text.append(
          ": no event of a behavior that the task names came, or what came was not written");
      text.append(" (tasks.decisions)").append(end);
    }
    for (Explained event : report.events()) {
      text.append(title(event)).append(end).append("  ").append(event.explanation()).append(end);
    }
    report
        .versions()
        .forEach((version, origin) -> text.append(OriginView.text(version, origin)).append(end));
    return text.toString();
  }

  private static String title(Explained event) {
    return String.join(
            "  ", event.time(), event.behavior(), event.eventId(), event.decision().name())
        + (event.version() == null ? "" : "  version " + event.version())
        + (event.shadow() ? "  shadow" : "");
  }
}
