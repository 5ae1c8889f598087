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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Processes events like the task function, without Flink: parses the JSON, decodes the user's
 * value, decides, finds the next expiry and encodes. Without de-duplication, so that the cost of an
 * event does not depend on the user's earlier events.
 */
final class EngineRun {
  private final TaskEngine engine =
      new TaskEngine(new EngineSettings(Duration.ZERO), DecisionLevel.REJECTED);
  private final byte[][] users;
  private @Nullable Progress progress;

  EngineRun(int users) {
    this.users = new byte[users][];
  }

  /**
   * Processes a user's event.
   *
   * @param counted the least number of tasks that it must count for
   */
  void process(int user, byte[] json, TaskCatalog tasks, int counted) {
    UserState state = users[user] == null ? UserState.empty() : UserStateCodec.decode(users[user]);
    EventOutcome outcome = engine.decide(state, GeneratedTasks.parse(json), tasks, LargeSets.NONE);
    if (outcome.progress().size() < counted) {
      throw new IllegalStateException(
          "counted for " + outcome.progress().size() + " tasks, expected " + counted);
    }
    progress = outcome.progress().isEmpty() ? progress : outcome.progress().get(0);
    if (!outcome.state().isEmpty()) {
      engine.nextExpiryOfChanges(outcome.state(), tasks);
      users[user] = UserStateCodec.encode(outcome.state());
    }
  }

  /** A run that has processed one event of the first user. */
  static EngineRun ofOneEvent(GeneratedTasks set) {
    EngineRun run = new EngineRun(1);
    byte[] event = set.event(0, 0, 0).getBytes(StandardCharsets.UTF_8);
    run.process(0, event, set.catalog(), set.matching());
    return run;
  }

  /** Bytes that a job stores for a user: the timer's 8 and the state. */
  int storedBytes(int user) {
    return Long.BYTES + bytes(user);
  }

  /** Bytes of the last progress record. */
  int progressBytes() {
    return OutputJson.progress(Objects.requireNonNull(progress, "no event has counted")).length;
  }

  /** Bytes of a user's state. */
  int bytes(int user) {
    return users[user].length;
  }
}
