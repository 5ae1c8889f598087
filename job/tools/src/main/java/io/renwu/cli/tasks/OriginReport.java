package io.renwu.cli.tasks;

import io.renwu.function.CatalogEntry;
import io.renwu.job.kafka.CatalogRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who published a version of a task, when and why.
 *
 * @param publishedAt RFC 3339; null if unknown
 * @param acceptedAt RFC 3339
 */
record OriginReport(
    @Nullable String author,
    @Nullable String reason,
    String hash,
    @Nullable String publishedAt,
    String acceptedAt) {

  static OriginReport of(CatalogRecord record) {
    CatalogEntry entry = record.entry();
    return new OriginReport(
        entry.author(),
        entry.reason(),
        entry.hash(),
        entry.publishedAtMillis() == CatalogEntry.UNKNOWN
            ? null
            : Instant.ofEpochMilli(entry.publishedAtMillis()).toString(),
        record.acceptedAt().toString());
  }
}
