package io.renwu.reconcile;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tasks as they were published: what was in force when an event was received. Those in force
 * never grow fewer, whatever the order of the moments that are asked about. Not thread-safe.
 */
public final class PublishedVersions {
  private final TreeMap<Instant, TaskCatalog> catalogs = new TreeMap<>();
  private final boolean all;
  private Instant latestAsked = Instant.MIN;

  /** Which versions an event meets. */
  public enum Versions {
    /** Those that were published when it was received, as in the running system. */
    PUBLISHED,
    /** All that are published by now: {@code effectiveAt} alone says which governs. */
    EFFECTIVE
  }

  public PublishedVersions(Versions versions) {
    this.all = versions == Versions.EFFECTIVE;
  }

  /**
   * Adds a record of published documents, in the order of the topic; what is refused takes no part.
   *
   * @param publishedAt when it was published; counts as not before the one added before it
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

  /** The tasks that an event met that was received at a moment. */
  public TaskCatalog at(Instant receivedAt) {
    if (all) {
      return latest();
    }
    latestAsked = receivedAt.isAfter(latestAsked) ? receivedAt : latestAsked;
    Map.Entry<Instant, TaskCatalog> entry = catalogs.floorEntry(latestAsked);
    return entry == null ? TaskCatalog.empty() : entry.getValue();
  }

  /** All that were ever published. */
  public TaskCatalog latest() {
    return catalogs.isEmpty() ? TaskCatalog.empty() : catalogs.lastEntry().getValue();
  }
}
