package io.renwu.cli.tasks;

import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.codec.RuleStatus;
import io.renwu.violation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of a running system to published documents. */
public record PublishReport(List<Row> documents) {
  private static final String UNCHANGED = "UNCHANGED";
  static final String NO_ANSWER = "NO_ANSWER";

  /**
   * The answer to one document.
   *
   * @param status the status of the answer; {@code UNCHANGED} if the version was published before,
   *     {@code NO_ANSWER} if there was no answer in time
   */
  public record Row(
      @Nullable String taskId,
      @Nullable Integer version,
      String status,
      List<String> violations,
      String hash) {
    /**
     * Converts an answer.
     *
     * @param status the answer of the running system; null if there was none in time
     */
    static Row of(OfferedTasks.Answer answer, @Nullable RuleStatus status) {
      return new Row(
          answer.status().taskId(),
          answer.status().version(),
          answer.outcome() == Offer.Outcome.ACCEPTED ? PublishReport.statusName(status) : UNCHANGED,
          PublishReport.violations(status),
          answer.located().document().hash());
    }
  }

  /** Whether any document has the status. */
  boolean hasStatus(String status) {
    return documents.stream().anyMatch(row -> row.status().equals(status));
  }

  /** The name of a status; null means that there was no answer. */
  static String statusName(@Nullable RuleStatus status) {
    return status == null ? NO_ANSWER : status.status().name();
  }

  static List<String> violations(@Nullable RuleStatus status) {
    return status == null
        ? List.of()
        : status.violations().stream().map(Violation::toString).toList();
  }
}
