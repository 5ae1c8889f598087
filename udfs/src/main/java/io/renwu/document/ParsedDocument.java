package io.renwu.document;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task document after reading: a task, or all violations.
 *
 * @param index its index in the array that contains it, from 0
 * @param taskId null if it could not be read
 * @param version null if it could not be read
 * @param task null if, and only if, there are violations
 * @param text the document's JSON as written
 * @param violations all violations, in the order of the task language's fields
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
