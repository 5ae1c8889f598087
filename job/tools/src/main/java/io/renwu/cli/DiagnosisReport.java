package io.renwu.cli;

import io.renwu.connector.redis.streams.inspect.Amounts;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** A diagnosis as people and programs read it. */
public record DiagnosisReport(Diagnosis diagnosis) {
  private static final int LABEL_COLUMNS = 12;

  /**
   * Prints it.
   *
   * @return the command's exit status
   */
  public int print(PrintWriter out, OutputOption output, CliContext context) {
    if (output.isJson()) {
      OutputOption.print(out, json());
    } else {
      out.print(text(context.size("COLUMNS", 100, 40)));
      out.flush();
    }
    return diagnosis.findings().isEmpty() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  /** Each finding over a few lines, then how many there are. */
  String text(int columns) {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Ansi.OFF),
            new Column(LABEL_COLUMNS, 0, Overflow.TRUNCATE),
            new Column(columns - LABEL_COLUMNS, 0, Overflow.WRAP));
    for (Finding finding : diagnosis.findings()) {
      table.addRowValues(
          finding.severity().toString(), finding.subject() + " (" + finding.check() + ")");
      table.addRowValues("  found", finding.found());
      table.addRowValues("  expected", finding.expected());
      table.addRowValues("  do", finding.advice());
      table.addRowValues(" ", " ");
    }
    diagnosis.unchecked().forEach(reason -> table.addRowValues("not checked", reason));
    return table + total() + System.lineSeparator();
  }

  private String total() {
    long errors = diagnosis.findings().stream().filter(Finding::isError).count();
    long warnings = diagnosis.findings().size() - errors;
    String found =
        diagnosis.findings().isEmpty()
            ? "good"
            : counted(errors, "error") + ", " + counted(warnings, "warning");
    return found
        + ": "
        + counted(diagnosis.servers(), "server")
        + ", "
        + counted(diagnosis.streams(), "stream")
        + ", "
        + Amounts.count(diagnosis.entries())
        + (diagnosis.entries() == 1 ? " entry" : " entries")
        + " looked at";
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** For programs; docs/queue.md lists the fields. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("servers", diagnosis.servers());
    json.put("streams", diagnosis.streams());
    json.put("entries", diagnosis.entries());
    json.put("findings", diagnosis.findings().stream().map(DiagnosisReport::json).toList());
    json.put("unchecked", diagnosis.unchecked());
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("check", finding.check());
    json.put("subject", finding.subject());
    json.put("found", finding.found());
    json.put("expected", finding.expected());
    json.put("advice", finding.advice());
    return json;
  }
}
