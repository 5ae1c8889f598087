package io.renwu.cli.tasks;

import io.renwu.cli.tasks.ExplainReport.Explained;

/** Formats each event with its reason, and the origins of the versions that decided. */
final class ExplainView {
  private ExplainView() {}

  static String text(ExplainReport report) {
    String end = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    if (report.events().isEmpty()) {
      text.append("no decisions for ").append(report.userId());
      text.append(" and ").append(report.taskId());
      text.append(
          ": no event of the task's behaviors was received, or its decisions were not written");
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
