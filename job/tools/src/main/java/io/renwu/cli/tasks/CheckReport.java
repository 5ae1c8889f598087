package io.renwu.cli.tasks;

import io.renwu.cli.check.TestReport;
import java.util.List;

/**
 * What came of the tests beside task documents.
 *
 * @param warnings how many
 * @param problems of test files
 */
record CheckReport(
    List<FindingReport> findings,
    int warnings,
    List<String> problems,
    long passed,
    long failed,
    List<TestReport> tests) {}
