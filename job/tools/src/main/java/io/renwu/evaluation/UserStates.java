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
 * The users' states: those used last decoded in memory, all others encoded in the store. A state is
 * written when it leaves the memory. Not thread-safe.
 */
final class UserStates {
  /**
   * Of the states in memory together. A period takes some 200 bytes, so they take 20 MB; where each
   * held a set that is just not kept apart, of 64 values of 40 bytes, it would be 300 MB.
   */
  private static final int MAX_PERIODS_IN_MEMORY = 100_000;

  private final EvaluationStore store;

  /** In the order of use, the one used longest ago first. */
  private final Map<String, Held> inMemory = new LinkedHashMap<>(16, 0.75f, true);

  private int periodsInMemory;

  /** A state in memory. */
  private record Held(UserState state, int periods) {}

  /** No states at all. */
  UserStates(EvaluationStore store) {
    this.store = store;
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
    Held held = new Held(state, periods(state));
    Held before = inMemory.put(userId, held);
    periodsInMemory += held.periods() - (before == null ? 0 : before.periods());
    Iterator<Map.Entry<String, Held>> oldest = inMemory.entrySet().iterator();
    while (periodsInMemory > MAX_PERIODS_IN_MEMORY && oldest.hasNext()) {
      Map.Entry<String, Held> leaving = oldest.next();
      byte[] encoded = UserStateCodec.encode(leaving.getValue().state());
      store.put(Table.STATES, key(leaving.getKey()), encoded);
      periodsInMemory -= leaving.getValue().periods();
      oldest.remove();
    }
  }

  /** At least 1, for what a state takes without any. */
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
