package io.renwu.cli.tasks;

import io.renwu.cli.check.FailureView;
import io.renwu.cli.check.TestResult;
import java.util.List;
import java.util.Locale;

/** Formats findings and failed tests, and how many tests passed. */
final class CheckView {
  private static final double NANOS_PER_MILLI = 1e6;

  private CheckView() {}

  static String text(CheckReport report, List<DocumentFinding> findings, List<TestResult> results) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> line(text, finding.text()));
    report.problems().forEach(problem -> line(text, problem));
    results.stream()
        .filter(result -> !result.passed())
        .forEach(result -> line(text, FailureView.text(result)));
    int problems = findings.size() + report.problems().size();
    return line(text, problems(problems) + tests(report, results) + warnings(report.warnings()))
        .toString();
  }

  private static String problems(int number) {
    return number == 0 ? "" : number + (number == 1 ? " finding; " : " findings; ");
  }

  private static String tests(CheckReport report, List<TestResult> results) {
    double millis = results.stream().mapToLong(TestResult::nanos).sum() / NANOS_PER_MILLI;
    return results.isEmpty()
        ? "no tests were run"
        : String.format(
            Locale.ROOT,
            "%d passed, %d failed, in %.0f ms",
            report.passed(),
            report.failed(),
            millis);
  }

  private static String warnings(int number) {
    return number == 0
        ? ""
        : "; " + number + (number == 1 ? " warning" : " warnings") + ", see validate";
  }

  private static StringBuilder line(StringBuilder text, String line) {
    return text.append(line).append(System.lineSeparator());
  }
}
