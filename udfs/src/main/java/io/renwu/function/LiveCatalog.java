package io.renwu.function;

import io.renwu.codec.RuleStatus;
import io.renwu.rules.Offer;
import io.renwu.rules.ParsedDocument;
import io.renwu.rules.TaskCatalog;
import io.renwu.rules.TaskDocuments;
import io.renwu.rules.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks in force, which grow document by document. What it answers depends on the documents and
 * their order alone, so that every subtask that is offered the same ones holds the same tasks. Of
 * one thread.
 */
final class LiveCatalog {
  private TaskCatalog tasks = TaskCatalog.empty();

  TaskCatalog tasks() {
    return tasks;
  }

  /** Takes in what one published record holds: a document or an array of them. */
  List<Answer> offer(byte[] json) {
    List<Answer> answers = new ArrayList<>(1);
    for (ParsedDocument document : TaskDocuments.parseRecord(json)) {
      answers.add(offer(document));
    }
    return answers;
  }

  private Answer offer(ParsedDocument document) {
    if (document.task() == null) {
      return new Answer(document, Offer.Outcome.REJECTED, document.violations());
    }
    Offer offer = tasks.offer(document.task());
    tasks = offer.catalog();
    return new Answer(document, offer.outcome(), offer.violations());
  }

  /** What became of one document. */
  record Answer(ParsedDocument document, Offer.Outcome outcome, List<Violation> violations) {
    /** What the publisher is told. */
    RuleStatus status() {
      return outcome == Offer.Outcome.REJECTED
          ? RuleStatus.rejected(document.taskId(), document.version(), violations)
          : RuleStatus.accepted(document.taskId(), document.version());
    }
  }
}
