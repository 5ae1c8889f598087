package io.renwu.evaluation;

import io.renwu.catalog.TaskCatalog;
import io.renwu.engine.AfterExpiry;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.TaskState;
import io.renwu.engine.UserState;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine and the budgets over the events of all users, in the order in which they are given.
 * Not thread-safe.
 */
public final class Evaluator {
  /** A state with more periods is worth a look for what is over. */
  private static final int MANY_PERIODS = 64;

  /** Every so many events of all users one is looked at, so that looking costs little. */
  private static final int LOOK_EVERY = 16;

  private final EvaluationStore store;
  private final TaskEngine engine;
  private final UserStates states;
  private final BudgetEvaluator budgets;
  private long events;

  /** An evaluator without any past. */
  public Evaluator(EvaluationStore store, EngineSettings settings) {
    this.store = store;
    this.engine = new TaskEngine(settings);
    this.states = new UserStates(store);
    this.budgets = BudgetEvaluator.in(store, settings);
  }

  /**
   * What an event did.
   *
   * @param grants those of the outcome, with what budgets made of them
   */
  public record Taken(EventOutcome outcome, List<Grant> grants) {}

  /**
   * Takes an event.
   *
   * @throws IOException where the store does not work
   */
  public Taken take(@Nullable Event event, TaskCatalog tasks) throws IOException {
    UserState before = states.get(event.userId());
    StoreLargeSets sets = new StoreLargeSets(store, event.userId());
    EventOutcome outcome = engine.decide(before, event, tasks, sets);
    sets.apply(outcome.sets());
    if (!outcome.state().isEmpty()) {
      states.put(event.userId(), outcome.state());
    }
    return new Taken(outcome, budgets.answer(event, outcome, tasks));
  }

  /**
   * Forgets at times what is over of a user who has much, as the task job does; changes no output
   * as long as no event received before the moment follows.
   */
  public void forget(String userId, Instant receivedBefore, TaskCatalog tasks) throws IOException {
    events++;
    if (events % LOOK_EVERY != 0) {
      return;
    }
    UserState state = states.get(userId);
    int periods = 0;
    for (TaskState task : state.tasks()) {
      periods += task.periods().size();
    }
    if (periods > MANY_PERIODS) {
      AfterExpiry afterExpiry = engine.expire(state, receivedBefore, tasks);
      new StoreLargeSets(store, userId).apply(afterExpiry.sets());
      states.put(userId, afterExpiry.state());
    }
  }
}
