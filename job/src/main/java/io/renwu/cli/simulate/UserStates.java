package io.renwu.cli.simulate;

import io.renwu.cli.simulate.SimulationStore.Table;
import io.renwu.codec.UserStateCodec;
import io.renwu.engine.UserState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The users' states: those used last decoded in memory, all others encoded in the store. A state is
 * written when it leaves the memory. For one thread.
 */
final class UserStates {
  private static final int MAX_IN_MEMORY = 2000;

  private final SimulationStore store;

  /** In the order of use, the one used longest ago first. */
  private final LinkedHashMap<String, UserState> inMemory = new LinkedHashMap<>(16, 0.75f, true);

  UserStates(SimulationStore store) {
    this.store = store;
  }

  UserState get(String userId) throws IOException {
    UserState known = inMemory.get(userId);
    if (known != null) {
      return known;
    }
    byte[] stored = store.get(Table.STATES, key(userId));
    return stored == null ? UserState.empty() : UserStateCodec.decode(stored);
  }

  void put(String userId, UserState state) throws IOException {
    inMemory.put(userId, state);
    if (inMemory.size() > MAX_IN_MEMORY) {
      Iterator<Map.Entry<String, UserState>> oldest = inMemory.entrySet().iterator();
      Map.Entry<String, UserState> leaving = oldest.next();
      store.put(Table.STATES, key(leaving.getKey()), UserStateCodec.encode(leaving.getValue()));
      oldest.remove();
    }
  }

  private static byte[] key(String userId) {
    return userId.getBytes(StandardCharsets.UTF_8);
  }
}
