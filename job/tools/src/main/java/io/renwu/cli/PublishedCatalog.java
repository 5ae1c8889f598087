package io.renwu.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.access.CommandAccess;
import io.renwu.catalog.TaskCatalog;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.function.CatalogEntry;
import io.renwu.job.JobParts;
import io.renwu.job.kafka.CatalogRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks of the running system.
 *
 * @param records of the versions, by {@code taskId/version}
 */
record PublishedCatalog(TaskCatalog tasks, Map<String, CatalogRecord> records) {
  /** None. */
  static final PublishedCatalog EMPTY = new PublishedCatalog(TaskCatalog.empty(), Map.of());

  /**
   * What was published and accepted.
   *
   * @throws IOException where Kafka does not answer
   */
  static PublishedCatalog read(JobParts parts) throws IOException {
    TaskCatalog catalog = TaskCatalog.empty();
    Map<String, CatalogRecord> records = new HashMap<>();
    for (CatalogRecord record : CommandAccess.publishedTasks(parts).records()) {
      CatalogEntry entry = record.entry();
      if (entry.isDropped()) {
        catalog = catalog.without(entry.taskId());
        continue;
      }
      records.put(entry.key(), record);
      for (ParsedDocument document : TaskDocuments.parse(entry.text().getBytes(UTF_8))) {
        if (document.task() != null) {
          catalog = catalog.offer(document.task()).catalog();
        }
      }
    }
    return new PublishedCatalog(catalog, records);
  }

  /** Who published a version, when and why; empty where that is not known. */
  Optional<OriginReport> origin(String taskId, Integer version) {
    return Optional.ofNullable(records.get(CatalogEntry.key(taskId, version)))
        .map(OriginReport::of);
  }
}
