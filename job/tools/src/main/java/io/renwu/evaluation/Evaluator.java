package io.renwu.evaluation;

import io.renwu.budget.BudgetRequest;
import io.renwu.catalog.TaskCatalog;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.LargeSets;
import io.renwu.engine.SetChanges;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.TaskState;
import io.renwu.engine.UserPort;
import io.renwu.engine.UserProcessor;
import io.renwu.engine.UserProcessor.Processed;
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
  private final UserProcessor processor;
  private final UserStates states;
  private final BudgetEvaluator budgets;
  private long events;

  /** Creates an evaluator that has seen no events. */
  public Evaluator(EvaluationStore store, EngineSettings settings) {
    this.store = store;
    this.processor = new UserProcessor(new TaskEngine(settings));
    this.states = new UserStates(store);
    this.budgets = BudgetEvaluator.in(store);
  }

  /**
   * Evaluates an event.
   *
   * @throws IOException if the store fails
   */
  public Processed evaluate(Event event, TaskCatalog tasks) throws IOException {
    return processor.process(event, tasks, new StoredUser(event.userId()));
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
      processor.expire(receivedBefore, tasks, new StoredUser(userId));
    }
  }

  /** A user in the store. */
  private final class StoredUser implements UserPort<IOException> {
    private final String userId;
    private final StoreLargeSets sets;

    StoredUser(String userId) {
      this.userId = userId;
      this.sets = new StoreLargeSets(store, userId);
    }

    @Override
    public UserState load() throws IOException {
      return states.get(userId);
    }

    @Override
    public LargeSets largeSets() {
      return sets;
    }

    @Override
    public void save(UserState state, SetChanges changes) throws IOException {
      sets.apply(changes);
      states.put(userId, state);
    }

    @Override
    public List<Grant> ask(BudgetRequest request) throws IOException {
      return budgets.answer(request);
    }
  }
}
