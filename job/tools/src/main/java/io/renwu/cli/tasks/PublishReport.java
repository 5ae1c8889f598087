package io.renwu.cli.tasks;

import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.codec.RuleStatus;
import io.renwu.violation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a running system answered the documents that were published. */
public record PublishReport(List<Row> documents) {
  private static final String UNCHANGED = "UNCHANGED";
  static final String NO_ANSWER = "NO_ANSWER";

  /**
   * Of one document.
   *
   * @param status of its answer; {@code UNCHANGED} if it was there before, {@code NO_ANSWER}
   */
  public record Row(
      @Nullable String taskId,
      @Nullable Integer version,
      String status,
      List<String> violations,
      String hash) {
    /**
     * One answer.
     *
     * @param status of the running system, or null
     */
    static Row of(OfferedTasks.Answer answer, @Nullable RuleStatus status) {
      return new Row(
          answer.status().taskId(),
          answer.status().version(),
          answer.outcome() == Offer.Outcome.ACCEPTED ? PublishReport.word(status) : UNCHANGED,
          PublishReport.violations(status),
          answer.located().document().hash());
    }
  }

  /** Whether a document has it. */
  boolean hasStatus(String status) {
    return documents.stream().anyMatch(row -> row.status().equals(status));
  }

  /** A status that is null was not answered. */
  static String word(@Nullable RuleStatus status) {
    return status == null ? NO_ANSWER : status.status().name();
  }

  static List<String> violations(@Nullable RuleStatus status) {
    return status == null
        ? List.of()
        : status.violations().stream().map(Violation::toString).toList();
  }
}
