package io.renwu.cli.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a test. The last three are null, and left out, if it passed.
 *
 * @param line of the test, or of its failure
 * @param step of the failure, from 1; 0 for what is expected of all steps together
 * @param event what the step did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TestReport(
    String file,
    int line,
    String name,
    boolean passed,
    @Nullable Integer step,
    @Nullable String event,
    @Nullable List<Mismatch> mismatches) {

  /** Reads a result. */
  public static TestReport of(TestResult result) {
    boolean passed = result.passed();
    return new TestReport(
        result.test().file(),
        passed ? result.test().line() : result.line(),
        result.test().name(),
        passed,
        passed ? null : Integer.valueOf(result.step()),
        passed ? null : result.event(),
        passed ? null : result.mismatches());
  }
}
