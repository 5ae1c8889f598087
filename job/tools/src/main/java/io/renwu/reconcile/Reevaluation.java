package io.renwu.reconcile;

import io.renwu.catalog.TaskCatalog;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.UserProcessor.Processed;
import io.renwu.evaluation.EvaluationStore;
import io.renwu.evaluation.Evaluator;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates events again and adds the expected grants and progress to the ledgers. Not thread-safe.
 *
 * <p>If the window is restricted to some users, skips the events of others, unless a task has a
 * budget, which all users share.
 */
public final class Reevaluation {
  private final Evaluator evaluator;
  private final PublishedVersions tasks;
  private final TimeWindow window;
  private final @Nullable Duration slack;
  private final GrantLedger grants;
  private final Optional<ProgressLedger> progress;
  private final boolean allUsers;
  private Instant newest = Instant.EPOCH;
  private long events;
  private long unpublished;

  /**
   * Creates an evaluation that has seen no events.
   *
   * @param slack how far an event's receipt may be before the newest one; state that only earlier
   *     events need is dropped. Null where events are not in the order of their receipt
   * @param progress empty where progress is not compared
   */
  public Reevaluation(
      EvaluationStore store,
      EngineSettings settings,
      PublishedVersions tasks,
      TimeWindow window,
      @Nullable Duration slack,
      GrantLedger grants,
      Optional<ProgressLedger> progress) {
    this.evaluator = new Evaluator(store, settings);
    this.tasks = tasks;
    this.window = window;
    this.slack = slack;
    this.grants = grants;
    this.progress = progress;
    TaskCatalog latest = tasks.latest();
    this.allUsers =
        window.users().isEmpty()
            || latest.tasks().stream()
                .anyMatch(task -> window.includesTask(task.taskId()) && !task.budgets().isEmpty());
  }

  /**
   * Evaluates an event; the events must be in the order in which the task job reads them.
   *
   * @param settled whether the task job has already consumed the event
   */
  public void evaluate(Event event, boolean settled) throws IOException {
    if (!allUsers && !window.includesUser(event.userId())) {
      return;
    }
    events++;
    TaskCatalog catalog = tasks.at(event.receivedAt());
    if (window.contains(event.time())
        && !catalog.names(event.behavior())
        && tasks.latest().names(event.behavior())) {
      unpublished++;
    }
    Processed evaluated = evaluator.evaluate(event, catalog);
    for (Grant grant : evaluated.grants()) {
      grants.addExpected(grant, settled);
    }
    if (progress.isPresent()) {
      for (Progress expected : evaluated.outcome().progress()) {
        progress.get().addExpected(expected, settled);
      }
    }
    newest = event.receivedAt().isAfter(newest) ? event.receivedAt() : newest;
    if (slack != null) {
      evaluator.forget(event.userId(), newest.minus(slack), catalog);
    }
  }

  /** The moment before which the task job may have dropped periods that ended. */
  public Instant endedBefore(Duration stateSlack) {
    return newest.minus(stateSlack);
  }

  /** The number of events evaluated. */
  public long events() {
    return events;
  }

  /** The number of events of the window received before a task that names their behavior. */
  public long unpublished() {
    return unpublished;
  }
}
