package io.renwu.cli.check;

/** Formats the failure of a test as a difference. */
public final class FailureView {
  private FailureView() {}

  /** The text of a result that did not pass. */
  public static String text(TestResult result) {
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
}
