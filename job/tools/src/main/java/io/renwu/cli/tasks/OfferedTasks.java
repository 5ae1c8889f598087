package io.renwu.cli.tasks;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.cli.tasks.TaskFiles.Located;
import io.renwu.codec.RuleStatus;
import io.renwu.model.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents offered one after the other to a catalog, as in a running system: a refused document
 * does not enter the catalog.
 *
 * @param answers the answer to each document, in the order of the offers
 */
record OfferedTasks(TaskCatalog catalog, List<Answer> answers) {
  /** The answer to one document. */
  record Answer(Located located, Offer.Outcome outcome, RuleStatus status) {
    /** The key under which the document is published. */
    public String key() {
      return status.taskId() + "/" + status.version();
    }

    public boolean rejected() {
      return outcome == Offer.Outcome.REJECTED;
    }
  }

  /** Offers documents to an empty catalog. */
  public static OfferedTasks of(List<Located> documents) {
    return of(TaskCatalog.empty(), documents);
  }

  /** Offers documents to a catalog. */
  public static OfferedTasks of(TaskCatalog before, List<Located> documents) {
    TaskCatalog catalog = before;
    List<Answer> answers = new ArrayList<>();
    for (Located located : documents) {
      Task task = located.document().task();
      String hash = located.document().hash();
      RuleStatus status =
          RuleStatus.rejected(
              located.document().taskId(),
              located.document().version(),
              located.document().violations(),
              hash);
      Offer.Outcome outcome = Offer.Outcome.REJECTED;
      if (task != null) {
        Offer offer = catalog.offer(task);
        catalog = offer.catalog();
        outcome = offer.outcome();
        status =
            outcome == Offer.Outcome.REJECTED
                ? RuleStatus.rejected(task.taskId(), task.version(), offer.violations(), hash)
                : RuleStatus.accepted(task.taskId(), task.version(), hash);
      }
      answers.add(new Answer(located, outcome, status));
    }
    return new OfferedTasks(catalog, List.copyOf(answers));
  }

  /** The answers to the documents that were refused. */
  public List<Answer> rejections() {
    return answers.stream().filter(Answer::rejected).toList();
  }
}
