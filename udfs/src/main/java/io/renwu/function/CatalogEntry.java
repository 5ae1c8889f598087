package io.renwu.function;

import io.renwu.document.ContentHash;
import io.renwu.document.ParsedDocument;
import io.renwu.model.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalog's topic: an accepted task version, or a dropped task.
 *
 * @param version null for a task that was dropped
 * @param text the document; null for a task that was dropped
 * @param author null if not given
 * @param reason null if not given
 * @param publishedAtMillis when the document was published; {@link #UNKNOWN} for a document from an
 *     old savepoint
 * @param offset the offset of the published record in the rules topic; {@link #UNKNOWN} for a
 *     document from an old savepoint
 */
public record CatalogEntry(
    String taskId,
    @Nullable Integer version,
    @Nullable String text,
    @Nullable String author,
    @Nullable String reason,
    long publishedAtMillis,
    long offset) {
  /** Stands for an unknown time or offset. */
  public static final long UNKNOWN = -1;

  /** The entry of a version that was accepted from a published record. */
  static CatalogEntry accepted(ParsedDocument document, PublishedRecord record) {
    Task task = task(document);
    return new CatalogEntry(
        task.taskId(),
        task.version(),
        document.text(),
        record.author(),
        record.reason(),
        record.timestampMillis(),
        record.offset());
  }

  /** The entry of a version of which only the document is known. */
  public static CatalogEntry accepted(ParsedDocument document) {
    Task task = task(document);
    return new CatalogEntry(
        task.taskId(), task.version(), document.text(), null, null, UNKNOWN, UNKNOWN);
  }

  private static Task task(ParsedDocument document) {
    return Objects.requireNonNull(document.task(), "an accepted document has no violations");
  }

  /** The entry of a task that a published record dropped. */
  static CatalogEntry dropped(String taskId, PublishedRecord record) {
    return new CatalogEntry(
        taskId,
        null,
        null,
        record.author(),
        record.reason(),
        record.timestampMillis(),
        record.offset());
  }

  public boolean isDropped() {
    return version == null;
  }

  /** {@code taskId/version}, or {@code taskId} for a task that was dropped. */
  public String key() {
    return isDropped() ? taskId : key(taskId, version);
  }

  /** The key of a version, in all topics of tasks. */
  public static String key(@Nullable String taskId, @Nullable Integer version) {
    return taskId + "/" + version;
  }

  /** {@link ContentHash} of the document. */
  public String hash() {
    return ContentHash.of(Objects.requireNonNull(text, "a dropped task has no document"));
  }
}
