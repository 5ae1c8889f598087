package io.renwu.cli.tasks;

import io.renwu.catalog.TaskCatalog.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of a running system to published documents. */
public record PublishReport(List<Row> documents) {
  private static final String UNCHANGED = "UNCHANGED";

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
    private static Row of(OfferedTasks.Answer offered, Answers answers) {
      return new Row(
          offered.status().taskId(),
          offered.status().version(),
          offered.outcome() == Offer.Outcome.ACCEPTED ? answers.status(offered.key()) : UNCHANGED,
          answers.violations(offered.key()),
          offered.located().document().hash());
    }
  }

  static PublishReport of(OfferedTasks set, Answers answers) {
    return new PublishReport(
        set.answers().stream().map(offered -> Row.of(offered, answers)).toList());
  }
}
