package io.renwu.evaluation;

import io.renwu.codec.UserStateCodec;
import io.renwu.engine.TaskState;
import io.renwu.engine.UserState;
import io.renwu.evaluation.EvaluationStore.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The users' states: those used last are decoded in memory, all others encoded in the store. A
 * state is written to the store when it leaves the memory. Not thread-safe.
 */
final class UserStates {
  /**
   * Bounds the states in memory together. A period needs some 200 bytes, so they need 20 MB; if
   * each had a set just small enough to stay in the state, of 64 values of 40 bytes, 300 MB.
   */
  private static final int MAX_PERIODS_IN_MEMORY = 100_000;

  private final EvaluationStore store;

  /** In the order of use, the least recently used first. */
  private final Map<String, CachedState> inMemory = new LinkedHashMap<>(16, 0.75f, true);

  private int periodsInMemory;

  /** A state in memory. */
  private record CachedState(UserState state, int periods) {}

  UserStates(EvaluationStore store) {
    this.store = store;
  }

  UserState get(String userId) throws IOException {
    CachedState cached = inMemory.get(userId);
    if (cached != null) {
      return cached.state();
    }
    byte[] stored = store.get(Table.STATES, key(userId));
    return stored == null ? UserState.empty() : UserStateCodec.decode(stored);
  }

  void put(String userId, UserState state) throws IOException {
    CachedState cached = new CachedState(state, periods(state));
    CachedState before = inMemory.put(userId, cached);
    periodsInMemory += cached.periods() - (before == null ? 0 : before.periods());
    Iterator<Map.Entry<String, CachedState>> oldest = inMemory.entrySet().iterator();
    while (periodsInMemory > MAX_PERIODS_IN_MEMORY && oldest.hasNext()) {
      Map.Entry<String, CachedState> evicted = oldest.next();
      byte[] encoded = UserStateCodec.encode(evicted.getValue().state());
      store.put(Table.STATES, key(evicted.getKey()), encoded);
      periodsInMemory -= evicted.getValue().periods();
      oldest.remove();
    }
  }

  /** At least 1, for the size of a state without periods. */
  private static int periods(UserState state) {
    int periods = 1;
    for (TaskState task : state.tasks()) {
      periods += 1 + task.periods().size();
    }
    return periods;
  }

  private static byte[] key(String userId) {
    return userId.getBytes(StandardCharsets.UTF_8);
  }
}
