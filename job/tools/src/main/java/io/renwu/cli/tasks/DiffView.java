package io.renwu.cli.tasks;

/** Formats each change with its effects, and how many tasks differ. */
final class DiffView {
  private DiffView() {}

  static String text(DiffReport report) {
    String end = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    for (DiffReport.Change change : report.changes()) {
      text.append(title(change));
      change.effects().forEach(effect -> text.append("\n  ").append(effect));
      text.append(end);
      if (change.published() != null) {
        text.append("  ").append(OriginView.text(change.before(), change.published())).append(end);
      }
    }
    int number = report.changes().size();
    return text.append(
            number == 0
                ? "no difference"
                : number + (number == 1 ? " task differs" : " tasks differ"))
        .append(end)
        .toString();
  }

  private static String title(DiffReport.Change change) {
    Integer before = change.before();
    Integer after = change.after();
    return change.taskId()
        + " "
        + change.kind()
        + " "
        + (before == null ? "" : "version " + before)
        + (before != null && after != null ? " → " : "")
        + (after == null ? "" : (before == null ? "version " : "") + after);
  }
}
