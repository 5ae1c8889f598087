package io.renwu.cli.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results for people and for programs. */
public final class TestReport {
  private TestReport() {}

  /** A failure as a difference, on several lines. */
  public static String failure(TestResult result) {
    StringBuilder text = new StringBuilder();
    text.append(result.place()).append(": ").append(result.test().name()).append('\n');
    text.append("  ")
        .append(result.step() == 0 ? "" : "step " + result.step() + ": ")
        .append(result.event())
        .append('\n');
    for (Mismatch mismatch : result.mismatches()) {
      text.append("    ").append(mismatch.what()).append('\n');
      mismatch
          .expected()
          .forEach(line -> text.append("      - expected ").append(line).append('\n'));
      mismatch.found().forEach(line -> text.append("      + found    ").append(line).append('\n'));
    }
    return text.toString();
  }

  /** One result for programs. */
  public static Map<String, Object> json(TestResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", result.test().file());
    json.put("line", result.passed() ? result.test().line() : result.line());
    json.put("name", result.test().name());
    json.put("passed", result.passed());
    if (!result.passed()) {
      json.put("step", result.step());
      json.put("event", result.event());
      json.put("mismatches", result.mismatches().stream().map(TestReport::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Mismatch mismatch) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", mismatch.what());
    json.put("expected", List.copyOf(mismatch.expected()));
    json.put("found", List.copyOf(mismatch.found()));
    return json;
  }
}
