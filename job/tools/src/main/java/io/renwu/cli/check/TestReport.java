package io.renwu.cli.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a test as JSON. The last three fields are null, and left out, if it passed.
 *
 * @param line the line of the failure, else of the test
 * @param step the step that failed, from 1; 0 for the expectation of all steps together
 * @param event the event of the step
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

  /** Converts a result. */
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
