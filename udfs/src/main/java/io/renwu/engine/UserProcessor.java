package io.renwu.engine;

import io.renwu.budget.BudgetRequest;
import io.renwu.catalog.TaskCatalog;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes the events of stored users: loads the state, decides, saves what changed, and asks the
 * budgets. Not thread-safe.
 */
public final class UserProcessor {
  private final TaskEngine engine;

  public UserProcessor(TaskEngine engine) {
    this.engine = engine;
  }

  /**
   * What an event resulted in.
   *
   * @param grants those of the outcome that are final, in its order, as the budgets decided them
   */
  public record Processed(EventOutcome outcome, List<Grant> grants) {}

  /**
   * Processes an event.
   *
   * @param user of the event
   */
  @SuppressWarnings("ReferenceEquality") // the engine returns the same state if nothing changed
  public <E extends Exception> Processed process(Event event, TaskCatalog tasks, UserPort<E> user)
      throws E {
    UserState before = user.load();
    EventOutcome outcome = engine.decide(before, event, tasks, user.largeSets());
    if (outcome.state() != before) {
      user.save(outcome.state(), outcome.sets());
    }
    return new Processed(outcome, grants(outcome.earned(), user));
  }

  private static <E extends Exception> List<Grant> grants(
      List<EarnedGrants> earned, UserPort<E> user) throws E {
    if (earned.isEmpty()) {
      return List.of();
    }
    List<Grant> grants = new ArrayList<>();
    for (EarnedGrants part : earned) {
      BudgetRequest request = part.request();
      grants.addAll(request == null ? part.grants() : user.ask(request));
    }
    return grants;
  }

  /**
   * Saves a user's state without what no event received at or after a moment can need.
   *
   * @return the periods whose state was dropped
   * @see TaskEngine#expire
   */
  public <E extends Exception> List<DroppedPeriod> expire(
      Instant receivedBefore, TaskCatalog tasks, UserPort<E> user) throws E {
    AfterExpiry afterExpiry = engine.expire(user.load(), receivedBefore, tasks);
    user.save(afterExpiry.state(), afterExpiry.sets());
    return afterExpiry.ended();
  }
}
