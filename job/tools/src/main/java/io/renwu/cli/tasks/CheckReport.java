package io.renwu.cli.tasks;

import io.renwu.cli.check.TestReport;
import java.util.List;

/**
 * The findings of task documents and the results of their tests.
 *
 * @param warnings the number of warnings
 * @param problems the problems of test files
 */
record CheckReport(
    List<FindingReport> findings,
    int warnings,
    List<String> problems,
    long passed,
    long failed,
    List<TestReport> tests) {}
