package io.renwu.cli.check;

import java.util.List;

/**
 * The result of a test.
 *
 * @param step the step that failed, from 1; 0 for the expectation of all steps together
 * @param line the line of the failure
 * @param event the event of the step, as text
 * @param mismatches empty if the test passed
 * @param nanos the duration of the test
 */
public record TestResult(
    TestCase test, int step, int line, String event, List<Mismatch> mismatches, long nanos) {

  public boolean passed() {
    return mismatches.isEmpty();
  }

  /** The file and line of the failure, else of the test. */
  public String place() {
    return test.file() + ":" + (passed() ? test.line() : line);
  }
}
