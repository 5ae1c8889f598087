package io.renwu.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dotted paths to values of an event's attributes. */
final class PathParser {
  static final String EXPECTED = "a dotted path under attributes";

  private static final int MAX_LENGTH = 256;
  private static final Pattern PATH = Pattern.compile("[^.]++(?:\\.[^.]++)*+", Pattern.DOTALL);

  private PathParser() {}

  /** A dotted path. */
  static @Nullable String parse(DocumentCursor field) {
    String path = field.matching(PATH, EXPECTED + ": names separated by dots");
    if (path != null && path.codePointCount(0, path.length()) > MAX_LENGTH) {
      field.reject(EXPECTED + " of at most " + MAX_LENGTH + " characters");
    }
    return path;
  }
}
