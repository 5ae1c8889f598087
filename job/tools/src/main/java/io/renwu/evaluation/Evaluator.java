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

/**
 * Evaluates the events of all users in their order with the engine and the budgets. Not
 * thread-safe.
 */
public final class Evaluator {
  /** A state with more periods is checked for periods that are over. */
  private static final int MANY_PERIODS = 64;

  /** One of so many events has its user's state checked, so that checks cost little. */
  private static final int EVENTS_PER_CHECK = 16;

  private final EvaluationStore store;
  private final TaskEngine engine;
  private final UserStates states;
  private final BudgetEvaluator budgets;
  private long events;

  /** Creates an evaluator that has seen no events. */
  public Evaluator(EvaluationStore store, EngineSettings settings) {
    this.store = store;
    this.engine = new TaskEngine(settings);
    this.states = new UserStates(store);
    this.budgets = BudgetEvaluator.in(store, settings);
  }

  /**
   * The result of an event.
   *
   * @param grants the outcome's grants as the budgets decided them
   */
  public record EvaluatedEvent(EventOutcome outcome, List<Grant> grants) {}

  /**
   * Evaluates an event.
   *
   * @throws IOException if the store fails
   */
  public EvaluatedEvent evaluate(Event event, TaskCatalog tasks) throws IOException {
    UserState before = states.get(event.userId());
    StoreLargeSets sets = new StoreLargeSets(store, event.userId());
    EventOutcome outcome = engine.decide(before, event, tasks, sets);
    sets.apply(outcome.sets());
    if (!outcome.state().isEmpty()) {
      states.put(event.userId(), outcome.state());
    }
    return new EvaluatedEvent(outcome, budgets.answer(event, outcome, tasks));
  }

  /**
   * From time to time removes the periods that are over from a large state, as the task job does.
   * Changes no output unless an event follows that was received before the given moment.
   */
  public void forget(String userId, Instant receivedBefore, TaskCatalog tasks) throws IOException {
    events++;
    if (events % EVENTS_PER_CHECK != 0) {
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
