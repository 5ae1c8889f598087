package io.renwu.engine;

import io.renwu.catalog.Candidate;
import io.renwu.catalog.TaskCatalog;
import io.renwu.condition.EventFacts;
import io.renwu.engine.RecentEvents.Entry;
import io.renwu.model.Behaviors;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Progress;
import io.renwu.model.TaskRef;
import io.renwu.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what users' events earn.
 *
 * <p>An instance only caches; it has no state of its own. Not thread-safe.
 */
public final class TaskEngine {
  /**
   * The minimum length of the time slices whose ids expire together. A state holds 8 bytes for each
   * live slice: two slices of the horizon's length, or of an hour if the horizon is shorter.
   */
  private static final long SHORTEST_SLICE_MILLIS = Duration.ofHours(1).toMillis();

  private final long horizonMillis;
  private final long sliceMillis;
  private final int inlineMembers;
  private final DecisionLevel level;
  private final Duration memoryHorizon;
  private final CatalogCache memo;
  private final BudgetRequests budgets;

  /** An engine that gives every decision. */
  public TaskEngine(EngineSettings settings) {
    this(settings, DecisionLevel.ALL);
  }

  /**
   * Creates an engine that omits decisions that are not written.
   *
   * @param level the decisions that it must return; it may return others
   */
  public TaskEngine(EngineSettings settings, DecisionLevel level) {
    this(settings, level, SetChangeRecorder.INLINE_MEMBERS);
  }

  TaskEngine(EngineSettings settings, int inlineMembers) {
    this(settings, DecisionLevel.ALL, inlineMembers);
  }

  /**
   * Creates an engine with another number of inline members; no output depends on it.
   *
   * @param inlineMembers the maximum number of inline members of each set
   */
  TaskEngine(EngineSettings settings, DecisionLevel level, int inlineMembers) {
    this.level = level;
    this.horizonMillis = settings.deduplicationHorizon().toMillis();
    this.sliceMillis = Math.max(horizonMillis, SHORTEST_SLICE_MILLIS);
    this.inlineMembers = inlineMembers;
    this.memoryHorizon = settings.memoryHorizon();
    this.memo = new CatalogCache(memoryHorizon);
    this.budgets = new BudgetRequests(memoryHorizon);
  }

  /**
   * Decides one event.
   *
   * <p>An event whose behavior no version of any task names changes nothing. An event is a
   * duplicate if it was received less than the horizon before or after the first one of its id, in
   * whole milliseconds; a duplicate does not extend the horizon. Any other event is offered to each
   * task that names its behavior, except where the task would not change and its decision is not
   * written. Preconditions are checked against {@code state}, without this event's completions.
   *
   * @param state of the event's user
   * @param tasks all accepted versions
   * @param largeSets of the event's user
   */
  public EventOutcome decide(UserState state, Event event, TaskCatalog tasks, LargeSets largeSets) {
    boolean claims = event.behavior().equals(Behaviors.CLAIM);
    if (claims ? !tasks.hasClaims() : !tasks.names(event.behavior())) {
      return EventOutcome.nothing(state);
    }
    RecentEvents recent = state.recentEvents();
    SetChangeRecorder recorder = new SetChangeRecorder(inlineMembers, largeSets);
    if (horizonMillis > 0) {
      Entry entry = Entry.of(event.eventId(), event.receivedAt().toEpochMilli());
      if (recent.isDuplicate(entry, horizonMillis, largeSets)) {
        return duplicate(state, event);
      }
      recent = recorder.keep(recent.with(entry), sliceMillis);
    }
    EventFacts facts = new EventFacts(event);
    List<TaskOutcome> outcomes = new ArrayList<>();
    if (claims) {
      add(outcomes, new ClaimEvaluation(event, state, level, memoryHorizon).decide(tasks));
    } else {
      memo.follow(tasks);
      EventContext context =
          new EventContext(facts, state, largeSets, recorder, level, memoryHorizon);
      UserStateFacts user = new UserStateFacts(memo, state, event);
      for (Candidate candidate : tasks.candidates(facts, level, user)) {
        TaskCache task =
            Objects.requireNonNull(
                memo.task(candidate.versions()), "the cache follows the catalog");
        add(outcomes, new Evaluation(context, task, candidate).decide());
      }
    }
    return outcome(state, recent, outcomes, recorder, facts, tasks);
  }

  private static void add(List<TaskOutcome> outcomes, @Nullable TaskOutcome outcome) {
    if (outcome != null) {
      outcomes.add(outcome);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same instance where no event was added
  private EventOutcome outcome(
      UserState before,
      RecentEvents recent,
      List<TaskOutcome> outcomes,
      SetChangeRecorder recorder,
      EventFacts facts,
      TaskCatalog tasks) {
    List<DecisionCode> codes = new ArrayList<>(outcomes.size());
    List<TaskState> changed = new ArrayList<>(outcomes.size());
    List<Progress> progress = new ArrayList<>(outcomes.size());
    List<Decision> decisions = List.of();
    List<EarnedGrants> earned = List.of();
    for (TaskOutcome outcome : outcomes) {
      codes.add(outcome.code());
      if (outcome.decision() != null) {
        decisions = decisions.isEmpty() ? new ArrayList<>(outcomes.size()) : decisions;
        decisions.add(outcome.decision());
      }
      if (!outcome.grants().isEmpty()) {
        earned = earned.isEmpty() ? new ArrayList<>(2) : earned;
        budgets.add(facts.event(), outcome, tasks, earned);
      }
      if (outcome.progress() != null) {
        progress.add(outcome.progress());
      }
      if (outcome.state() != null) {
        changed.add(outcome.state());
      }
    }
    boolean unchanged = changed.isEmpty() && recent == before.recentEvents();
    return new EventOutcome(
        unchanged ? before : before.with(recent, changed),
        recorder.changes(),
        codes,
        decisions,
        earned,
        progress,
        facts.failedConditions());
  }

  /**
   * Removes what no event received at or after a moment can need: event ids older than the
   * deduplication horizon, periods closed for late events under every version of their task, and
   * the progress (not the completions) of tasks whose governing versions are all archived. Calls
   * change no output if the tasks stay the same and no event received before the moment follows.
   */
  public AfterExpiry expire(UserState state, Instant receivedBefore, TaskCatalog tasks) {
    RecentEvents recent =
        state
            .recentEvents()
            .receivedAfter(Timestamps.millis(receivedBefore.minusMillis(horizonMillis)));
    SetChangeRecorder recorder = new SetChangeRecorder(inlineMembers, LargeSets.NONE);
    recorder.drop(state.recentEvents(), recent);
    memo.follow(tasks);
    List<TaskState> tasksBefore = state.tasks();
    List<TaskState> kept = new ArrayList<>(tasksBefore.size());
    List<DroppedPeriod> ended = new ArrayList<>();
    for (TaskState task : tasksBefore) {
      TaskState remaining = memo.expiry(task.task()).expire(task, receivedBefore);
      recorder.drop(task, remaining);
      if (remaining.periods().size() < task.periods().size()) {
        String taskId =
            Objects.requireNonNull(memo.taskId(task.task()), "an unknown task never expires");
        DroppedPeriod.add(taskId, task, remaining, ended);
      }
      if (!remaining.isEmpty()) {
        kept.add(remaining);
      }
    }
    boolean unchanged = recent.equals(state.recentEvents()) && kept.equals(tasksBefore);
    return new AfterExpiry(
        unchanged ? state : UserState.of(recent, kept), recorder.changes(), ended);
  }

  /**
   * The earliest moment at which {@link #expire} would remove something: the epoch if it would at
   * any time, null for never.
   */
  public @Nullable Instant nextExpiry(UserState state, TaskCatalog tasks) {
    return nextExpiry(state.recentEvents(), state.tasks(), tasks);
  }

  /**
   * The earliest moment at which {@link #expire} would remove an event id, or something of a task
   * that {@linkplain UserState#changed changed} since the state was stored. The cost does not
   * depend on the other tasks.
   */
  public @Nullable Instant nextExpiryOfChanges(UserState state, TaskCatalog tasks) {
    return nextExpiry(state.recentEvents(), state.changed(), tasks);
  }

  private @Nullable Instant nextExpiry(
      RecentEvents events, List<TaskState> states, TaskCatalog tasks) {
    memo.follow(tasks);
    Instant next = null;
    Long oldestMillis = events.oldestMillis();
    if (oldestMillis != null) {
      next = Instant.ofEpochMilli(oldestMillis).plusMillis(horizonMillis);
    }
    for (TaskState task : states) {
      Instant expiry = memo.expiry(task.task()).next(task);
      if (expiry != null && (next == null || expiry.isBefore(next))) {
        next = expiry;
      }
    }
    return next;
  }

  /**
   * A number that changes when a task is archived or dropped, or the trial of its shadow ends: when
   * states that did not change since may have something to expire. Two sets of such tasks share a
   * number with a probability of 1 in 4 billion.
   */
  public int expiryMark(TaskCatalog tasks) {
    memo.follow(tasks);
    return memo.expiryMark();
  }

  private EventOutcome duplicate(UserState state, Event event) {
    DecisionCode code = DecisionCode.DUPLICATE;
    List<Decision> decisions =
        level.includes(code)
            ? List.of(Decision.of(event, TaskRef.NONE, code, Map.of(), Map.of(), List.of()))
            : List.of();
    return new EventOutcome(
        state, SetChanges.NONE, List.of(code), decisions, List.of(), List.of(), 0);
  }
}
