package io.renwu.function;

import io.renwu.document.ContentHash;
import io.renwu.document.ParsedDocument;
import io.renwu.model.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog's topic says of a task version that was accepted, or of a task that was dropped.
 *
 * @param version null for a task that was dropped
 * @param text the document; null for a task that was dropped
 * @param author null where that was not said
 * @param reason null where that was not said
 * @param publishedAtMillis when the document was published; {@link #UNKNOWN} for those that an old
 *     savepoint held
 * @param offset of the record that brought it in the topic of rules; {@link #UNKNOWN} likewise
 */
public record CatalogEntry(
    String taskId,
    @Nullable Integer version,
    @Nullable String text,
    @Nullable String author,
    @Nullable String reason,
    long publishedAtMillis,
    long offset) {
  /** In place of a time or an offset that nobody knows. */
  public static final long UNKNOWN = -1;

  /** A version that a published record brought. */
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

  /** A version of which nothing is known but its document. */
  public static CatalogEntry accepted(ParsedDocument document) {
    Task task = task(document);
    return new CatalogEntry(
        task.taskId(), task.version(), document.text(), null, null, UNKNOWN, UNKNOWN);
  }

  private static Task task(ParsedDocument document) {
    return Objects.requireNonNull(document.task(), "an accepted document has no violations");
  }

  /** A task that a published record dropped. */
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
