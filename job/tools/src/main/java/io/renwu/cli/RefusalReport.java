package io.renwu.cli;

import java.util.List;

/** Why documents were not published. */
record RefusalReport(List<FindingReport> findings) {}
