package io.renwu.demo.view;

import io.renwu.demo.recount.RecountReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The end of a demonstration: what was due, what came out, and the verdict. */
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
  public static List<Line> lines(long sent, RecountReport report) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(row("REWARDS BY TASK", "due", "paid", Tone.FAINT));
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
          Line.of(
              " not counted, for they changed: " + String.join(", ", report.excluded()),
              Tone.WARNING));
    }
    findings(lines, "missing", report.missing());
    findings(lines, "double", report.doubled());
    findings(lines, "not due", report.unexpected());
    findings(lines, "wrong", report.wrong());
    lines.add(Line.EMPTY);
    lines.add(verdict(sent, report));
    return lines;
  }

  private static Line verdict(long sent, RecountReport report) {
    String records = " of " + Numbers.whole(sent) + " records sent";
    if (report.clean()) {
      return Line.of(" ✓ ", Tone.GOOD)
          .add("every reward exactly once", Tone.STRONG)
          .add(
              ": "
                  + Numbers.whole(report.paid())
                  + " rewards, "
                  + Numbers.whole(report.deadLetters())
                  + " dead letters"
                  + records,
              Tone.PLAIN);
    }
    return Line.of(" ✗ ", Tone.BAD)
        .add("not as it should be", Tone.BAD)
        .add(
            ": "
                + report.missing().size()
                + " missing, "
                + report.doubled().size()
                + " double, "
                + report.unexpected().size()
                + " not due, "
                + report.wrong().size()
                + " wrong, dead letters "
                + Numbers.whole(report.deadLetters())
                + " instead of "
                + Numbers.whole(report.deadLettersDue())
                + ","
                + records,
            Tone.PLAIN);
  }

  private static Line numbers(String label, long due, long paid) {
    return row(label, Numbers.whole(due), Numbers.whole(paid), due == paid ? Tone.PLAIN : Tone.BAD);
  }

  private static Line row(String label, String due, String paid, Tone tone) {
    return Line.EMPTY
        .left(" " + label, TASK_COLUMNS, tone)
        .right(due, NUMBER_COLUMNS, tone)
        .right(paid, NUMBER_COLUMNS, tone);
  }

  private static void findings(List<Line> lines, String label, Collection<?> findings) {
    findings.stream()
        .limit(FINDINGS_SHOWN)
        .forEach(finding -> lines.add(Line.of(" " + label + ": " + finding, Tone.BAD)));
    if (findings.size() > FINDINGS_SHOWN) {
      lines.add(
          Line.of(
              " " + label + ": … and " + (findings.size() - FINDINGS_SHOWN) + " more", Tone.BAD));
    }
  }
}
