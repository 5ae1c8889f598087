package io.renwu.demo.view;

import io.renwu.demo.recount.RecountReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lays out the summary of a demonstration: due rewards, emitted rewards and the verdict. */
public final class SummaryLayout {
  private static final int TASK_COLUMNS = 24;
  private static final int NUMBER_COLUMNS = 10;
  private static final int FINDINGS_SHOWN = 5;

  private SummaryLayout() {}

  /**
   * Lays out.
   *
   * @param sent records sent in all
   */
  public static List<StyledLine> lines(long sent, RecountReport report) {
    List<StyledLine> lines = new ArrayList<>();
    lines.add(StyledLine.EMPTY);
    lines.add(row("REWARDS BY TASK", "due", "paid", TextTone.FAINT));
    Set<String> tasks = new TreeSet<>(report.dueByTask().keySet());
    tasks.addAll(report.paidByTask().keySet());
    for (String task : tasks) {
      long due = report.dueByTask().getOrDefault(task, 0L);
      long paid = report.paidByTask().getOrDefault(task, 0L);
      lines.add(numbers(task, due, paid));
    }
    lines.add(numbers("all", report.due(), report.paid()));
    lines.add(numbers("dead letters", report.deadLettersDue(), report.deadLetters()));
    if (!report.excluded().isEmpty()) {
      lines.add(
          StyledLine.of(
              " excluded because they changed: " + String.join(", ", report.excluded()),
              TextTone.WARNING));
    }
    findings(lines, "missing", report.missing());
    findings(lines, "duplicated", report.doubled());
    findings(lines, "not due", report.unexpected());
    findings(lines, "wrong", report.wrong());
    lines.add(StyledLine.EMPTY);
    lines.add(verdict(sent, report));
    return lines;
  }

  private static StyledLine verdict(long sent, RecountReport report) {
    String records = " of " + NumberText.whole(sent) + " records sent";
    if (report.clean()) {
      return StyledLine.of(" ✓ ", TextTone.GOOD)
          .add("every reward exactly once", TextTone.STRONG)
          .add(
              ": "
                  + NumberText.whole(report.paid())
                  + " rewards, "
                  + NumberText.whole(report.deadLetters())
                  + " dead letters"
                  + records,
              TextTone.PLAIN);
    }
    return StyledLine.of(" ✗ ", TextTone.BAD)
        .add("found differences", TextTone.BAD)
        .add(
            ": "
                + report.missing().size()
                + " missing, "
                + report.doubled().size()
                + " duplicated, "
                + report.unexpected().size()
                + " not due, "
                + report.wrong().size()
                + " wrong, dead letters "
                + NumberText.whole(report.deadLetters())
                + " instead of "
                + NumberText.whole(report.deadLettersDue())
                + ","
                + records,
            TextTone.PLAIN);
  }

  private static StyledLine numbers(String label, long due, long paid) {
    return row(
        label,
        NumberText.whole(due),
        NumberText.whole(paid),
        due == paid ? TextTone.PLAIN : TextTone.BAD);
  }

  private static StyledLine row(String label, String due, String paid, TextTone tone) {
    return StyledLine.EMPTY
        .left(" " + label, TASK_COLUMNS, tone)
        .right(due, NUMBER_COLUMNS, tone)
        .right(paid, NUMBER_COLUMNS, tone);
  }

  private static void findings(List<StyledLine> lines, String label, Collection<?> findings) {
    findings.stream()
        .limit(FINDINGS_SHOWN)
        .forEach(finding -> lines.add(StyledLine.of(" " + label + ": " + finding, TextTone.BAD)));
    if (findings.size() > FINDINGS_SHOWN) {
      lines.add(
          StyledLine.of(
              " " + label + ": … and " + (findings.size() - FINDINGS_SHOWN) + " more",
              TextTone.BAD));
    }
  }
}
