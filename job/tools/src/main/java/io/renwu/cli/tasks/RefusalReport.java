package io.renwu.cli.tasks;

import java.util.List;

/** Why documents were not published. */
public record RefusalReport(List<FindingReport> findings) {}
