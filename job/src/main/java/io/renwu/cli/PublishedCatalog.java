package io.renwu.cli;

import io.renwu.job.JobParts;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.rules.ParsedDocument;
import io.renwu.rules.TaskCatalog;
import io.renwu.rules.TaskDocuments;
import java.io.IOException;

/** The tasks of the running system. */
final class PublishedCatalog {
  private PublishedCatalog() {}

  /**
   * What was published and accepted.
   *
   * @throws IOException where Kafka does not answer
   */
  static TaskCatalog read(JobParts parts) throws IOException {
    TaskCatalog catalog = TaskCatalog.empty();
    for (byte[] json : new PublishedTasks(parts.commandClient()).readToEnd()) {
      for (ParsedDocument document : TaskDocuments.parse(json)) {
        if (document.task() != null) {
          catalog = catalog.offer(document.task()).catalog();
        }
      }
    }
    return catalog;
  }
}
