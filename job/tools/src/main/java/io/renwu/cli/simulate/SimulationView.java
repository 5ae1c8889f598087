package io.renwu.cli.simulate;

import java.util.Map;

/** Formats the counts of a simulation, one a line. */
public final class SimulationView {
  private SimulationView() {}

  /** The text of a report. */
  public static String text(SimulationReport report) {
    String end = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append("documents  ").append(report.documents().accepted()).append(" accepted, ");
    text.append(report.documents().rejected()).append(" rejected").append(end);
    text.append("events     ").append(report.events()).append(end);
    add(text, "decisions", report.decisions());
    add(text, "grants", report.grants());
    if (!report.otherGrants().isEmpty()) {
      add(text, "grant records that pay nothing", report.otherGrants());
    }
    add(text, "dead letters", report.deadLetters());
    if (report.failedConditions() > 0) {
      text.append("conditions that failed: ").append(report.failedConditions()).append(end);
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String title, Map<?, Long> counts) {
    text.append(title).append(counts.isEmpty() ? "  none" : "").append(System.lineSeparator());
    counts.forEach((name, count) -> text.append(String.format("  %-40s %12d%n", name, count)));
  }
}
