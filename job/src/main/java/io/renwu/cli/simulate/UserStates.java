package io.renwu.cli.simulate;

import io.renwu.cli.simulate.SimulationStore.Table;
import io.renwu.codec.UserStateCodec;
import io.renwu.engine.UserState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The users' states: those used last decoded in memory, all others encoded in the store. A state is
 * written when it leaves the memory. For one thread.
 */
final class UserStates {
  private static final int MAX_IN_MEMORY = 2000;

  /** So many changes of a state in memory share the cost of looking what can be forgotten. */
  private static final int CHANGES_BETWEEN_EXPIRIES = 64;

  private final SimulationStore store;
  private final UnaryOperator<UserState> expiry;

  /** In the order of use, the one used longest ago first. */
  private final Map<String, Held> inMemory = new LinkedHashMap<>(16, 0.75f, true);

  /** A state in memory. */
  private record Held(UserState state, int changes) {}

  /**
   * No states at all.
   *
   * @param expiry forgets what nothing to come can need
   */
  UserStates(SimulationStore store, UnaryOperator<UserState> expiry) {
    this.store = store;
    this.expiry = expiry;
  }

  UserState get(String userId) throws IOException {
    Held held = inMemory.get(userId);
    if (held != null) {
      return held.state();
    }
    byte[] stored = store.get(Table.STATES, key(userId));
    return stored == null ? UserState.empty() : UserStateCodec.decode(stored);
  }

  void put(String userId, UserState state) throws IOException {
    Held held = inMemory.get(userId);
    int changes = held == null ? 1 : held.changes() + 1;
    inMemory.put(
        userId,
        changes < CHANGES_BETWEEN_EXPIRIES
            ? new Held(state, changes)
            : new Held(expiry.apply(state), 0));
    if (inMemory.size() > MAX_IN_MEMORY) {
      Iterator<Map.Entry<String, Held>> oldest = inMemory.entrySet().iterator();
      Map.Entry<String, Held> leaving = oldest.next();
      UserState remaining = expiry.apply(leaving.getValue().state());
      store.put(Table.STATES, key(leaving.getKey()), UserStateCodec.encode(remaining));
      oldest.remove();
    }
  }

  private static byte[] key(String userId) {
    return userId.getBytes(StandardCharsets.UTF_8);
  }
}
