package io.renwu.cli.check;

import io.renwu.budget.BudgetRequest;
import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.EventCodec;
import io.renwu.codec.ParsedEvent;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.LargeSets;
import io.renwu.engine.SetChanges;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserPort;
import io.renwu.engine.UserProcessor;
import io.renwu.engine.UserProcessor.Processed;
import io.renwu.engine.UserState;
import io.renwu.evaluation.BudgetEvaluator;
import io.renwu.model.Decision;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine, budgets and state of all users in memory, for one test. Not thread-safe. */
final class TestWorld {
  private final EventCodec codec;
  private final UserProcessor processor;
  private final BudgetEvaluator budgets;
  private final TaskCatalog tasks;
  private final Map<String, User> users = new HashMap<>();

  /** The state of one user. */
  private final class User implements UserPort<IOException> {
    private UserState state = UserState.empty();
    private final Map<String, Long> members = new HashMap<>();
    private final Map<String, Map<String, BigDecimal>> progress = new HashMap<>();

    @Override
    public UserState load() {
      return state;
    }

    @Override
    public LargeSets largeSets() {
      return members::get;
    }

    @Override
    public void save(UserState after, SetChanges changes) {
      members.keySet().removeIf(changes::drops);
      members.putAll(changes.put());
      state = after;
    }

    @Override
    public List<Grant> ask(BudgetRequest request) throws IOException {
      return budgets.answer(request);
    }
  }

  TestWorld(EventCodec codec, EngineSettings settings, TaskCatalog tasks) {
    this.codec = codec;
    this.processor = new UserProcessor(new TaskEngine(settings));
    this.budgets = new BudgetEvaluator(new Remembered());
    this.tasks = tasks;
  }

  /** Parses a line to an event or a dead letter. */
  ParsedEvent parse(byte[] line) {
    return codec.parseLine(line);
  }

  /**
   * The outputs of an event.
   *
   * @param grants with the outcomes that the budgets decided
   */
  record Evaluated(List<Decision> decisions, List<Grant> grants) {}

  Evaluated evaluate(Event event) {
    User user = users.computeIfAbsent(event.userId(), id -> new User());
    try {
      Processed processed = processor.process(event, tasks, user);
      List<Decision> decisions = processed.outcome().decisions();
      for (Decision decision : decisions) {
        if (!decision.after().isEmpty()) {
          user.progress.put(decision.taskId(), decision.after());
        }
      }
      return new Evaluated(decisions, processed.grants());
    } catch (IOException unreachable) {
      throw new UncheckedIOException("in memory", unreachable);
    }
  }

  /** The progress of a user's last decision for a task; empty before the first. */
  Map<String, BigDecimal> progress(String userId, String taskId) {
    User user = users.get(userId);
    return user == null ? Map.of() : user.progress.getOrDefault(taskId, Map.of());
  }

  /** Remembers the budgets' decisions in memory. */
  private static final class Remembered implements BudgetEvaluator.Memory {
    private final Map<String, byte[]> values = new HashMap<>();

    @Override
    public byte @Nullable [] get(String key) {
      return values.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
      values.put(key, value);
    }

    @Override
    public void remove(String key) {
      values.remove(key);
    }
  }
}
