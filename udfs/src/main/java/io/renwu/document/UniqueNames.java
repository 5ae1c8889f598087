package io.renwu.document;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rejects names that occur a second time. */
final class UniqueNames {
  private final String scope;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param scope where the names must be unique, for messages
   */
  UniqueNames(String scope) {
    this.scope = scope;
  }

  /**
   * @param name null if it could not be read
   */
  void add(DocumentCursor place, @Nullable String name) {
    if (name != null && !seen.add(name)) {
      place.reject("a value that occurs only once in " + scope);
    }
  }
}
