package io.renwu.cli.tasks;

import io.renwu.cli.LineExcerpt;
import io.renwu.document.SourcePositions;
import io.renwu.document.SourceText;
import io.renwu.violation.Position;
import io.renwu.violation.Violation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of task documents; computes the positions of violations on demand. */
final class TaskFile {
  private final Path path;
  private final byte[] bytes;
  private @Nullable SourceText source;
  private @Nullable SourcePositions positions;

  TaskFile(Path path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  Path path() {
    return path;
  }

  /**
   * The position of a violation.
   *
   * @param document the place of the document in the file, from 0
   */
  Position position(int document, Violation violation) {
    if (positions == null) {
      positions = new SourcePositions(source());
    }
    return positions.of(document, violation);
  }

  /** The line of a position with a caret under it. */
  String excerpt(Position position) {
    return LineExcerpt.of(source().line(position.line()), position);
  }

  private SourceText source() {
    if (source == null) {
      source = SourceText.of(bytes);
    }
    return source;
  }
}
