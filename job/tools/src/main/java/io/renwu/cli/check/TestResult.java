package io.renwu.cli.check;

import java.util.List;

/**
 * What became of a test.
 *
 * @param step of the failure, from 1; 0 for what is expected of all steps together
 * @param line of the failure
 * @param event what the step did, for people
 * @param mismatches empty if the test passed
 * @param nanos how long it took
 */
public record TestResult(
    TestCase test, int step, int line, String event, List<Mismatch> mismatches, long nanos) {

  public boolean passed() {
    return mismatches.isEmpty();
  }

  /** Where the test, or its failure, stands. */
  public String place() {
    return test.file() + ":" + (passed() ? test.line() : line);
  }
}
