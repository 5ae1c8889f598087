package io.renwu.cli.tasks;

import io.renwu.cli.tasks.TaskFiles.Located;
import io.renwu.document.SetFinding;
import io.renwu.document.TaskSetCheck;
import io.renwu.function.CatalogEntry;
import io.renwu.lint.Linter;
import io.renwu.lint.Warning;
import io.renwu.violation.Position;
import io.renwu.violation.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error or a warning about a document, and its place.
 *
 * @param code the name of the lint; null for errors
 */
record DocumentFinding(
    Located located, Severity severity, @Nullable String code, Violation violation) {
  /** The severity of a finding. */
  enum Severity {
    /** The document is refused, or the set of tasks contradicts itself. */
    ERROR,
    /** The document is accepted, but probably a mistake. */
    WARNING
  }

  /** By file, line and column. */
  static final Comparator<DocumentFinding> BY_PLACE =
      Comparator.comparing((DocumentFinding finding) -> finding.located().file().path())
          .thenComparing(finding -> finding.position().line())
          .thenComparing(finding -> finding.position().column());

  static DocumentFinding error(Located located, Violation violation) {
    return new DocumentFinding(located, Severity.ERROR, null, violation);
  }

  /** All errors: in documents, between versions, and between tasks. */
  static List<DocumentFinding> of(OfferedTasks set) {
    List<DocumentFinding> findings = ofDocuments(set);
    for (SetFinding found : TaskSetCheck.check(set.catalog().tasks())) {
      document(set, found.taskId(), found.version())
          .ifPresent(located -> findings.add(error(located, found.violation())));
    }
    findings.sort(BY_PLACE);
    return findings;
  }

  /** The errors in documents and between versions. */
  static List<DocumentFinding> ofDocuments(OfferedTasks set) {
    List<DocumentFinding> findings = new ArrayList<>();
    for (OfferedTasks.Answer answer : set.rejections()) {
      answer
          .status()
          .violations()
          .forEach(violation -> findings.add(error(answer.located(), violation)));
    }
    findings.sort(BY_PLACE);
    return findings;
  }

  /** The warnings about accepted documents. */
  static List<DocumentFinding> warnings(OfferedTasks set, Instant now) {
    List<DocumentFinding> findings = new ArrayList<>();
    for (Warning found : Linter.warnings(set.catalog().tasks(), now)) {
      document(set, found.taskId(), found.version())
          .map(at -> new DocumentFinding(at, Severity.WARNING, found.code(), found.violation()))
          .ifPresent(findings::add);
    }
    findings.sort(BY_PLACE);
    return findings;
  }

  /** The document of a finding; empty if the task was in the catalog before. */
  private static Optional<Located> document(OfferedTasks set, String taskId, int version) {
    return set.answers().stream()
        .filter(answer -> !answer.rejected())
        .filter(answer -> answer.key().equals(CatalogEntry.key(taskId, version)))
        .map(OfferedTasks.Answer::located)
        .findFirst();
  }

  Position position() {
    return located.file().position(located.document().index(), violation);
  }

  /**
   * {@code file:line:column: severity: pointer: found …, expected … [code]}, then the line of the
   * file.
   */
  String text() {
    Position position = position();
    String text = violation.toString();
    return located.file().path()
        + ":"
        + position
        + ": "
        + severity.name().toLowerCase(Locale.ROOT)
        + ": "
        + (violation.pointer().isEmpty() ? text.substring(": ".length()) : text)
        + (code == null ? "" : " [" + code + "]")
        + System.lineSeparator()
        + located.file().excerpt(position);
  }
}
