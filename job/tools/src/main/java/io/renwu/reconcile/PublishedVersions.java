package io.renwu.reconcile;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tasks that were published when an event was received. As in a running job, a later call never
 * returns fewer versions, even for an earlier moment. Not thread-safe.
 */
public final class PublishedVersions {
  private final TreeMap<Instant, TaskCatalog> catalogs = new TreeMap<>();
  private final boolean all;
  private Instant latestMoment = Instant.MIN;

  /** The versions that apply to an event. */
  public enum Versions {
    /** Those that were published when it was received, as in the running system. */
    PUBLISHED,
    /** All that are published today: {@code effectiveAt} alone decides which one governs. */
    EFFECTIVE
  }

  public PublishedVersions(Versions versions) {
    this.all = versions == Versions.EFFECTIVE;
  }

  /**
   * Adds a record of published documents, in the order of the topic. Ignores refused documents.
   *
   * @param publishedAt when it was published; a time before the previous record's counts as that
   */
  public void add(Instant publishedAt, byte[] json) {
    TaskCatalog catalog = latest();
    for (ParsedDocument document : TaskDocuments.parse(json)) {
      if (document.task() != null) {
        Offer offer = catalog.offer(document.task());
        catalog = offer.catalog();
      }
    }
    Instant last = catalogs.isEmpty() ? Instant.MIN : catalogs.lastKey();
    catalogs.put(publishedAt.isBefore(last) ? last : publishedAt, catalog);
  }

  /** The tasks that apply to an event that was received at a moment. */
  public TaskCatalog at(Instant receivedAt) {
    if (all) {
      return latest();
    }
    latestMoment = receivedAt.isAfter(latestMoment) ? receivedAt : latestMoment;
    Map.Entry<Instant, TaskCatalog> entry = catalogs.floorEntry(latestMoment);
    return entry == null ? TaskCatalog.empty() : entry.getValue();
  }

  /** All published tasks. */
  public TaskCatalog latest() {
    return catalogs.isEmpty() ? TaskCatalog.empty() : catalogs.lastEntry().getValue();
  }
}
