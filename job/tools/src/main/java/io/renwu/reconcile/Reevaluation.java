package io.renwu.reconcile;

import io.renwu.catalog.TaskCatalog;
import io.renwu.engine.EngineSettings;
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
 * Evaluates events again and says to the ledgers what should have come of them. Not thread-safe.
 *
 * <p>Where only some users are asked for, the events of others are left out, unless a task has a
 * budget, which all users share.
 */
public final class Reevaluation {
  private final Evaluator evaluator;
  private final PublishedVersions tasks;
  private final TimeWindow window;
  private final @Nullable Duration slack;
  private final GrantLedger grants;
  private final Optional<ProgressLedger> progress;
  private final boolean everybody;
  private Instant newest = Instant.EPOCH;
  private long events;
  private long unpublished;

  /**
   * Nothing counted so far.
   *
   * @param slack how far behind the newest receipt an event may still come before what is over of
   *     its user is forgotten; null where events do not come in the order of their receipt
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
    this.everybody =
        window.users().isEmpty()
            || latest.tasks().stream()
                .anyMatch(task -> window.isOfTask(task.taskId()) && !task.budgets().isEmpty());
  }

  /**
   * Takes an event, in the order in which the task job would.
   *
   * @param settled whether the task job has taken it
   */
  public void take(Event event, boolean settled) throws IOException {
    if (!everybody && !window.isOfUser(event.userId())) {
      return;
    }
    events++;
    TaskCatalog catalog = tasks.at(event.receivedAt());
    if (window.contains(event.time())
        && !catalog.names(event.behavior())
        && tasks.latest().names(event.behavior())) {
      unpublished++;
    }
    Evaluator.Taken taken = evaluator.take(event, catalog);
    for (Grant grant : taken.grants()) {
      grants.expect(grant, settled);
    }
    if (progress.isPresent()) {
      for (Progress made : taken.outcome().progress()) {
        progress.get().expect(made, settled);
      }
    }
    newest = event.receivedAt().isAfter(newest) ? event.receivedAt() : newest;
    if (slack != null) {
      evaluator.forget(event.userId(), newest.minus(slack), catalog);
    }
  }

  /** What has ended before it may have been dropped by the task job. */
  public Instant endedBefore(Duration stateSlack) {
    return newest.minus(stateSlack);
  }

  /** How many events were evaluated. */
  public long events() {
    return events;
  }

  /** How many events of the window came before the first task that names their behavior. */
  public long unpublished() {
    return unpublished;
  }
}
