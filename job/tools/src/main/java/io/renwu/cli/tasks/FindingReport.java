package io.renwu.cli.tasks;

import io.renwu.violation.Position;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A finding as JSON.
 *
 * @param code the name of the lint; null for errors
 * @param index the place of the document in its file, from 0
 */
record FindingReport(
    String severity,
    @Nullable String code,
    String file,
    int line,
    int column,
    int index,
    @Nullable String taskId,
    @Nullable Integer version,
    String pointer,
    String found,
    String expected) {

  static List<FindingReport> of(List<DocumentFinding> findings) {
    return findings.stream().map(FindingReport::of).toList();
  }

  private static FindingReport of(DocumentFinding finding) {
    Position position = finding.position();
    TaskFiles.Located located = finding.located();
    return new FindingReport(
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.code(),
        located.file().path().toString(),
        position.line(),
        position.column(),
        located.document().index(),
        located.document().taskId(),
        located.document().version(),
        finding.violation().pointer(),
        finding.violation().found(),
        finding.violation().expected());
  }
}
