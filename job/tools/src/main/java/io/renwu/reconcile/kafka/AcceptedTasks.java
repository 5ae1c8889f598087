package io.renwu.reconcile.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.function.CatalogEntry;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.reconcile.PublishedVersions;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The accepted versions, each with the moment of its publication. */
final class AcceptedTasks {
  private final List<CatalogEntry> versions;
  private final Map<String, Instant> publishedAt;

  private AcceptedTasks(List<CatalogEntry> versions, Map<String, Instant> publishedAt) {
    this.versions = versions;
    this.publishedAt = publishedAt;
  }

  /**
   * Reads the catalog, and the rules topic if the catalog lacks times of publication: it has none
   * of versions that an older release accepted.
   *
   * @throws IOException if Kafka does not answer or lacks a topic
   */
  static AcceptedTasks of(PublishedTasks catalog, KafkaAccess client) throws IOException {
    List<CatalogEntry> versions =
        catalog.readToEnd().stream().filter(entry -> !entry.isDropped()).toList();
    boolean all = versions.stream().allMatch(AcceptedTasks::isDated);
    return new AcceptedTasks(versions, all ? Map.of() : publishedAt(client));
  }

  private static boolean isDated(CatalogEntry entry) {
    return entry.publishedAtMillis() != CatalogEntry.UNKNOWN;
  }

  /** When each document that the rules topic still has was first published, by its hash. */
  private static Map<String, Instant> publishedAt(KafkaAccess client) throws IOException {
    Map<String, Instant> times = new HashMap<>();
    TopicScan.of(client, client.topics().rules())
        .forEach(
            record -> {
              if (record.value() != null) {
                for (ParsedDocument document : TaskDocuments.parse(record.value())) {
                  times.putIfAbsent(document.hash(), Instant.ofEpochMilli(record.timestamp()));
                }
              }
            });
    return times;
  }

  /** Adds the versions in the order of their acceptance. */
  void addTo(PublishedVersions tasks) {
    for (CatalogEntry version : versions) {
      Instant at =
          isDated(version)
              ? Instant.ofEpochMilli(version.publishedAtMillis())
              : publishedAt.getOrDefault(version.hash(), Instant.EPOCH);
      String text = Objects.requireNonNull(version.text(), "of() skips dropped tasks");
      tasks.add(at, text.getBytes(UTF_8));
    }
  }
}
