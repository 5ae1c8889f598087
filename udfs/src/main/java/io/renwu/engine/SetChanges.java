package io.renwu.engine;

import java.util.List;
import java.util.Map;

/**
 * What is to be changed in a user's {@link LargeSets}, together with the user's state.
 *
 * @param dropped first, all members are to go whose keys begin with one of these
 * @param put then, the numbers of new members by their keys
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

  /** Whether a key begins with one that is dropped. */
  public boolean drops(String key) {
    for (String name : dropped) {
      if (key.startsWith(name)) {
        return true;
      }
    }
    return false;
  }
}
