package io.renwu.engine;

import java.util.List;
import java.util.Map;

/**
 * Changes to a user's {@link LargeSets}, to be applied with the user's state.
 *
 * @param dropped key prefixes; first, all members with one of them are removed
 * @param put then, these numbers are stored under their keys
 */
public record SetChanges(Map<String, Long> put, List<String> dropped) {
  public static final SetChanges NONE = new SetChanges(Map.of(), List.of());

  public SetChanges {
    put = Map.copyOf(put);
    dropped = List.copyOf(dropped);
  }

  public boolean isEmpty() {
    return put.isEmpty() && dropped.isEmpty();
  }

  /** Whether a key begins with a dropped prefix. */
  public boolean drops(String key) {
    for (String name : dropped) {
      if (key.startsWith(name)) {
        return true;
      }
    }
    return false;
  }
}
