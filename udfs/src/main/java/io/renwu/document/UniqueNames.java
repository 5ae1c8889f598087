package io.renwu.document;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of names that stand a second time. */
final class UniqueNames {
  private final String where;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param where within what the names must differ
   */
  UniqueNames(String where) {
    this.where = where;
  }

  /**
   * @param name null where it could not be read
   */
  void add(DocumentCursor place, @Nullable String name) {
    if (name != null && !seen.add(name)) {
      place.reject("a value that stands only once in " + where);
    }
  }
}
