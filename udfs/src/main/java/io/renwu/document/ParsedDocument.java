package io.renwu.document;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one task document: a task, or everything that is wrong with it.
 *
 * @param index its place in the array that held it, from 0
 * @param taskId null where it could not be read
 * @param version null where it could not be read
 * @param task null exactly where there are violations
 * @param text the document's own JSON, as it was written
 * @param violations all of them, in the order of the language's fields
 */
public record ParsedDocument(
    int index,
    @Nullable String taskId,
    @Nullable Integer version,
    @Nullable Task task,
    String text,
    List<Violation> violations) {
  public ParsedDocument {
    violations = List.copyOf(violations);
  }

  /** {@link ContentHash} of the text. */
  public String hash() {
    return ContentHash.of(text);
  }
}
