package io.renwu.cli.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The findings of task documents.
 *
 * @param costs the most that each task can cost; null, and left out, without {@code --users}
 */
record ValidationReport(
    long files,
    int documents,
    long errors,
    long warnings,
    List<FindingReport> findings,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CostReport> costs) {}
