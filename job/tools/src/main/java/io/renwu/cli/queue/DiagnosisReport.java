package io.renwu.cli.queue;

import io.renwu.cli.CliContext;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.QueueFinding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * The findings of a diagnosis and what it examined; docs/queue.md lists the fields.
 *
 * @param entries the number of entries that were unpacked
 * @param unchecked what could not be examined, and why
 */
public record DiagnosisReport(
    int servers, int streams, long entries, List<Found> findings, List<String> unchecked) {
  /** A finding. */
  record Found(
      String severity, String check, String subject, String found, String expected, String advice) {
    private static Found of(QueueFinding finding) {
      return new Found(
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.check(),
          finding.subject(),
          finding.found(),
          finding.expected(),
          finding.advice());
    }
  }

  public static DiagnosisReport of(Diagnosis diagnosis) {
    return new DiagnosisReport(
        diagnosis.servers(),
        diagnosis.streams(),
        diagnosis.entries(),
        diagnosis.findings().stream().map(Found::of).toList(),
        diagnosis.unchecked());
  }

  /**
   * Prints a diagnosis.
   *
   * @return the command's exit status
   */
  public static int print(
      Diagnosis diagnosis, PrintWriter out, OutputOption output, CliContext context) {
    output.print(
        out,
        of(diagnosis),
        () -> new DiagnosisView(diagnosis).text(context.terminalSize("COLUMNS", 100, 40)));
    return diagnosis.findings().isEmpty() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }
}
