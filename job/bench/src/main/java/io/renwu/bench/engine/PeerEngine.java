package io.renwu.bench.engine;

import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.UserStateCodec;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.engine.LargeSets;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.model.DecisionLevel;
import java.time.Duration;
import java.util.Arrays;

/** The engine over parsed events, without de-duplication, which the peers do not have either. */
final class PeerEngine {
  private static final int MAX_CHANGED = 32;

  private final TaskEngine engine =
      new TaskEngine(new EngineSettings(Duration.ZERO), DecisionLevel.REJECTED);
  private final TaskCatalog tasks;
  private final UserState[] states = new UserState[PeerTasks.USERS];
  private final byte[][] encoded = new byte[PeerTasks.USERS][];
  private long rewards;
  private long rewardsOfEncoded;

  PeerEngine(TaskCatalog tasks) {
    this.tasks = tasks;
    Arrays.fill(states, UserState.empty());
    Arrays.fill(encoded, UserStateCodec.encode(UserState.empty()));
  }

  /** Decides an event on a state that is kept as objects. */
  void takeInMemory(PeerOrder order) {
    EventOutcome outcome =
        engine.decide(states[order.user()], order.event(), tasks, LargeSets.NONE);
    states[order.user()] = compact(outcome.state());
    rewards += outcome.grants().size();
  }

  /** Encodes the tasks of a state once many have changed: close together, they are read faster. */
  private static UserState compact(UserState state) {
    return state.changed().size() <= MAX_CHANGED
        ? state
        : UserStateCodec.decode(UserStateCodec.encode(state));
  }

  /** Decides an event on a state that is stored as bytes, and finds its next expiry. */
  @SuppressWarnings("ReferenceEquality") // the engine returns the same state if nothing changed
  void takeEncoded(PeerOrder order) {
    UserState state = UserStateCodec.decode(encoded[order.user()]);
    EventOutcome outcome = engine.decide(state, order.event(), tasks, LargeSets.NONE);
    if (outcome.state() != state) {
      engine.nextExpiryOfChanges(outcome.state(), tasks);
      encoded[order.user()] = UserStateCodec.encode(outcome.state());
    }
    rewardsOfEncoded += outcome.grants().size();
  }

  /** Checks that both ways gave as many rewards as a peer. */
  void expectRewards(long expected) {
    if (rewards != expected || rewardsOfEncoded != expected) {
      throw new IllegalStateException(
          "found %d and %d rewards, expected %d".formatted(rewards, rewardsOfEncoded, expected));
    }
  }
}
