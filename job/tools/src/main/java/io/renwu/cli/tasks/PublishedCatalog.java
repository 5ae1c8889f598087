package io.renwu.cli.tasks;

import io.renwu.access.CommandAccess;
import io.renwu.catalog.TaskCatalog;
import io.renwu.function.CatalogEntry;
import io.renwu.function.LiveCatalog;
import io.renwu.job.SystemAccess;
import io.renwu.job.kafka.CatalogRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The published tasks of a running system.
 *
 * @param records the catalog records by {@code taskId/version}
 */
record PublishedCatalog(TaskCatalog tasks, Map<String, CatalogRecord> records) {
  /** No tasks. */
  static final PublishedCatalog EMPTY = new PublishedCatalog(TaskCatalog.empty(), Map.of());

  /**
   * Reads the versions that were published and accepted.
   *
   * @throws IOException if Kafka does not answer
   */
  static PublishedCatalog read(SystemAccess access) throws IOException {
    List<CatalogRecord> all = CommandAccess.publishedTasks(access).records();
    Map<String, CatalogRecord> records = new HashMap<>();
    for (CatalogRecord record : all) {
      if (!record.entry().isDropped()) {
        records.put(record.entry().key(), record);
      }
    }
    LiveCatalog catalog = LiveCatalog.of(all.stream().map(CatalogRecord::entry).toList());
    return new PublishedCatalog(catalog.tasks(), records);
  }

  /** Who published a version, when and why; empty if unknown. */
  Optional<OriginReport> origin(String taskId, @Nullable Integer version) {
    return Optional.ofNullable(records.get(CatalogEntry.key(taskId, version)))
        .map(OriginReport::of);
  }
}
