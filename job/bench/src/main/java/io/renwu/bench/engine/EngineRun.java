package io.renwu.bench.engine;

import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.OutputJson;
import io.renwu.codec.UserStateCodec;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.engine.LargeSets;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Events through the engine as the task function takes them, but for Flink: JSON read, the user's
 * value decoded, decided, the next expiry found, encoded. Without de-duplication, so that an event
 * costs the same however many its user had.
 */
final class EngineRun {
  private final TaskEngine engine =
      new TaskEngine(new EngineSettings(Duration.ZERO), DecisionLevel.REJECTED);
  private final byte[][] users;
  private Progress progress;

  EngineRun(int users) {
    this.users = new byte[users][];
  }

  /**
   * Takes a user's event.
   *
   * @param counted tasks that it has to count for, or more
   */
  void take(int user, byte[] json, TaskCatalog tasks, int counted) {
    UserState state = users[user] == null ? UserState.empty() : UserStateCodec.decode(users[user]);
    EventOutcome outcome = engine.decide(state, GeneratedTasks.parse(json), tasks, LargeSets.NONE);
    if (outcome.progress().size() < counted) {
      throw new IllegalStateException(
          "counted for " + outcome.progress().size() + " tasks, expected " + counted);
    }
    progress = outcome.progress().isEmpty() ? progress : outcome.progress().get(0);
    if (!outcome.state().isEmpty()) {
      engine.nextExpiry(outcome.state(), tasks);
      users[user] = UserStateCodec.encode(outcome.state());
    }
  }

  /** A run in which the first user had one event. */
  static EngineRun ofOneEvent(GeneratedTasks set) {
    EngineRun run = new EngineRun(1);
    byte[] event = set.event(0, 0, 0).getBytes(StandardCharsets.UTF_8);
    run.take(0, event, set.catalog(), set.matching());
    return run;
  }

  /** Bytes that a job stores for a user: the timer's 8 and the state. */
  int storedBytes(int user) {
    return Long.BYTES + bytes(user);
  }

  /** Bytes of the last progress as it is sent. */
  int progressBytes() {
    return OutputJson.progress(progress).length;
  }

  /** Bytes that are stored for a user, without the timer's 8. */
  int bytes(int user) {
    return users[user].length;
  }
}
