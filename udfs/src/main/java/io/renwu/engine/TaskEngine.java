package io.renwu.engine;

import io.renwu.engine.RecentEvents.Entry;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.rules.CompiledTask;
import io.renwu.rules.EventFacts;
import io.renwu.rules.TaskCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides what a user's behavior earns.
 *
 * <p>An instance remembers only what it could compute again, and serves one thread at a time.
 */
public final class TaskEngine {
  private final long horizonMillis;
  private CatalogMemo memo = new CatalogMemo(TaskCatalog.empty());

  public TaskEngine(EngineSettings settings) {
    this.horizonMillis = settings.deduplicationHorizon().toMillis();
  }

  /**
   * Takes one event.
   *
   * <p>An event of a behavior that no version of any task names leaves no trace. Any other is first
   * compared with those of its id: it is a duplicate if it was received less than the horizon after
   * the first one (or before it; whole milliseconds count), which a duplicate does not renew. Then
   * it is offered to each task that names its behavior. Preconditions look at {@code state}, not at
   * what this event itself completes.
   *
   * @param state of the event's user
   * @param tasks all accepted versions
   */
  public Outcome decide(UserState state, Event event, TaskCatalog tasks) {
    if (!tasks.names(event.behavior())) {
      return Outcome.nothing(state);
    }
    UserState after = state;
    if (horizonMillis > 0) {
      Entry entry = Entry.of(event.eventId(), event.receivedAt().toEpochMilli());
      if (state.recentEvents().isDuplicate(entry, horizonMillis)) {
        return new Outcome(state, List.of(duplicate(event)), List.of(), List.of(), 0);
      }
      after = state.with(state.recentEvents().with(entry));
    }
    EventFacts facts = new EventFacts(event);
    List<Decision> decisions = new ArrayList<>();
    List<Grant> grants = new ArrayList<>();
    List<Progress> progress = new ArrayList<>();
    for (CompiledTask task : tasks.governing(event)) {
      Verdict verdict = new Evaluation(memoOf(tasks).plan(task), facts, state).decide();
      decisions.add(verdict.decision());
      if (verdict.state() != null) {
        grants.addAll(verdict.grants());
        progress.add(verdict.progress());
        after = after.with(verdict.state());
      }
    }
    return new Outcome(after, decisions, grants, progress, facts.failedConditions());
  }

  /**
   * Forgets what no event received at or after a moment can need: ids of events beyond the
   * de-duplication horizon, periods that are closed for late events under every version of their
   * task, and the progress (not the completions) of tasks of which every version that governs
   * anything is archived. Whether and when this is called changes no output, as long as the tasks
   * stay the same and no event received before the moment follows.
   *
   * @return the same instance if there is nothing of that kind
   */
  public UserState expire(UserState state, Instant receivedBefore, TaskCatalog tasks) {
    RecentEvents recent =
        state.recentEvents().receivedAfter(receivedBefore.toEpochMilli() - horizonMillis);
    List<TaskState> kept = new ArrayList<>(state.tasks().size());
    for (TaskState task : state.tasks()) {
      TaskState remaining = memoOf(tasks).expiry(task.task()).expire(task, receivedBefore);
      if (!remaining.isEmpty()) {
        kept.add(remaining);
      }
    }
    UserState remaining = UserState.of(recent, kept);
    return remaining.equals(state) ? state : remaining;
  }

  /**
   * The earliest moment at which {@link #expire} would forget something: the epoch where it would
   * at any time, null where it never will.
   */
  public Instant nextExpiry(UserState state, TaskCatalog tasks) {
    Instant next = null;
    if (!state.recentEvents().entries().isEmpty()) {
      long oldest = state.recentEvents().entries().get(0).receivedAtMillis();
      next = Instant.ofEpochMilli(oldest + horizonMillis);
    }
    for (TaskState task : state.tasks()) {
      Instant expiry = memoOf(tasks).expiry(task.task()).next(task);
      if (expiry != null && (next == null || expiry.isBefore(next))) {
        next = expiry;
      }
    }
    return next;
  }

  private CatalogMemo memoOf(TaskCatalog tasks) {
    if (memo.catalog() != tasks) {
      memo = new CatalogMemo(tasks);
    }
    return memo;
  }

  private static Decision duplicate(Event event) {
    return new Decision(
        event.userId(),
        event.eventId(),
        event.behavior(),
        null,
        null,
        null,
        DecisionCode.DUPLICATE,
        Map.of(),
        Map.of(),
        List.of(),
        event.time(),
        event.receivedAt());
  }
}
