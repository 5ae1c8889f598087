package io.renwu.cli.reconcile;

import io.renwu.cli.Table;
import io.renwu.cli.reconcile.ReconciliationReport.DifferenceReport;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.Difference;
import io.renwu.reconcile.kafka.ReconciliationCounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Formats the counts, the differences by task, and the first differences.
 *
 * @param byTask the number of differences by task and kind
 */
record ReconciliationView(
    ReconciliationReport report, Map<String, Map<Difference.Kind, Long>> byTask) {

  String text() {
    String end = System.lineSeparator();
    ReconciliationCounts figures = report.figures();
    StringBuilder text = new StringBuilder();
    text.append(figures.events()).append(" events of ").append(figures.topics());
    text.append(" topics evaluated, ").append(figures.deadLetters());
    text.append(" dead letters left out").append(end);
    text.append("grants of the window: ").append(figures.expectedGrants()).append(" expected, ");
    text.append(figures.foundGrants()).append(" found, ");
    text.append(figures.pendingGrants()).append(" pending").append(end);
    if (report.counts().containsKey(Difference.Kind.ALTERED_PROGRESS)) {
      text.append("progress of the window: ").append(figures.comparedProgress());
      text.append(" keys compared, ").append(figures.pendingProgress());
      text.append(" pending").append(end);
    }
    if (figures.unpublished() > 0) {
      text.append(figures.unpublished());
      text.append(" events were received before a task that names their behavior was published;");
      text.append(" --versions effective counts them").append(end);
    }
    return report.total() == 0 ? text.toString() : text + differences();
  }

  private String differences() {
    int shown = report.differences().size();
    return countTable()
        + detailTable().toString()
        + (shown < report.total()
            ? "the first "
                + shown
                + " of "
                + report.total()
                + "; --limit shows more"
                + System.lineSeparator()
            : "");
  }

  private String countTable() {
    Table table = new Table("TASK", "DIFFERENCE", "COUNT");
    byTask.forEach(
        (task, counts) ->
            counts.forEach(
                (kind, count) -> {
                  if (report.counts().containsKey(kind)) {
                    table.add(task, word(kind), count);
                  }
                }));
    return table.toString();
  }

  private Table detailTable() {
    Table table = new Table("DIFFERENCE", "TASK", "USER", "PERIOD", "ID", "DETAIL");
    for (DifferenceReport difference : report.differences()) {
      table.add(
          word(difference.kind()),
          difference.taskId(),
          difference.userId(),
          difference.period(),
          difference.id(),
          difference.detail());
    }
    return table;
  }

  private static String word(Difference.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The doubts, one a line. */
  static String doubts(List<Caveat> doubts) {
    StringBuilder text = new StringBuilder();
    for (Caveat caveat : doubts) {
      text.append(caveat.kind().name().toLowerCase(Locale.ROOT)).append(": ").append(caveat.text());
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
