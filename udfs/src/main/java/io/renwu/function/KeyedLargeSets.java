package io.renwu.function;

import io.renwu.engine.LargeSets;
import io.renwu.engine.SetChanges;
import java.util.Iterator;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** The large sets of the current key's user. */
final class KeyedLargeSets implements LargeSets {
  private final MapState<String, Long> members;

  KeyedLargeSets(MapState<String, Long> members) {
    this.members = members;
  }

  /**
   * Looks up one entry.
   *
   * @throws FlinkRuntimeException if the state cannot be read
   */
  @Override
  public @Nullable Long find(String key) {
    try {
      return members.get(key);
    } catch (Exception unreadable) {
      throw new FlinkRuntimeException("cannot read the members of large sets", unreadable);
    }
  }

  /** Applies changes. Iterates over all of the user's members only if a set was dropped. */
  void apply(SetChanges changes) throws Exception {
    if (!changes.dropped().isEmpty()) {
      for (Iterator<String> keys = members.keys().iterator(); keys.hasNext(); ) {
        if (changes.drops(keys.next())) {
          keys.remove();
        }
      }
    }
    if (!changes.put().isEmpty()) {
      members.putAll(changes.put());
    } else if (!changes.dropped().isEmpty() && members.isEmpty()) {
      members.clear();
    }
  }
}
