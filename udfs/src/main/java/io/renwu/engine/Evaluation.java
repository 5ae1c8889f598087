package io.renwu.engine;

import io.renwu.calendar.Span;
import io.renwu.catalog.Candidate;
import io.renwu.catalog.CompiledTask;
import io.renwu.condition.EventFacts;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Task;
import io.renwu.model.Timestamps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One event offered to one task: finds the period, what is known of it and the version that
 * evaluates, and has the event counted or cancelled. For one event.
 */
final class Evaluation {
  /** The attribute by which a cancel event points to another time than its own. */
  private static final String ORIGINAL_TIME = "originalTime";

  private final TaskMemo memo;
  private final Candidate candidate;
  private final EventFacts facts;
  private final Event event;
  private final UserState snapshot;
  private final LargeSets largeSets;
  private final SetLedger ledger;
  private final Duration memoryHorizon;

  /**
   * @param memo of the candidate's task
   * @param snapshot of the user's state before the event
   * @param largeSets of the user before the event
   * @param ledger takes what is to change in them
   */
  Evaluation(
      TaskMemo memo,
      Candidate candidate,
      EventFacts facts,
      UserState snapshot,
      LargeSets largeSets,
      SetLedger ledger,
      Duration memoryHorizon) {
    this.memo = memo;
    this.candidate = candidate;
    this.facts = facts;
    this.event = facts.event();
    this.snapshot = snapshot;
    this.largeSets = largeSets;
    this.ledger = ledger;
    this.memoryHorizon = memoryHorizon;
  }

  /** What the event does; null where the version that evaluates does not name its behavior. */
  Verdict decide() {
    CompiledTask governing = candidate.governing();
    TaskPlan plan = memo.plan(governing);
    boolean cancels =
        governing.cancels(event.behavior())
            || (!governing.adds(event.behavior())
                && candidate.versions().anyCancels(event.behavior()));
    TaskState known = snapshot.task(plan.key());
    TaskState state = known == null ? TaskState.begin(plan.key()) : known;
    Span span = plan.span(cancels ? pointedTo() : event.time(), event.timezone());
    PeriodState held = state.period(span.key());
    Situation unpinned =
        new Situation(
            plan,
            candidate.versions(),
            memo.units(),
            facts,
            snapshot,
            state,
            span,
            held,
            false,
            isClosed(plan, span, state, held));
    if (governing.task().status() == Task.Status.PAUSED) {
      return governing.names(event.behavior()) ? paused(unpinned) : null;
    }
    return cancels ? cancel(unpinned) : count(unpinned);
  }

  private Verdict paused(Situation situation) {
    Map<String, BigDecimal> shown =
        situation.closed() ? Map.of() : situation.round(largeSets, ledger).shown();
    return situation.unchanged(DecisionCode.PAUSED, shown);
  }

  private Verdict count(Situation unpinned) {
    Situation situation = unpinned.closed() ? withoutState(unpinned) : pinned(unpinned);
    return situation.plan().compiled().adds(event.behavior())
        ? new Counting(situation, largeSets, ledger, memoryHorizon, candidate.governing()).decide()
        : null;
  }

  private Verdict cancel(Situation unpinned) {
    Situation situation = pinned(unpinned);
    Cancelling cancelling = new Cancelling(situation, largeSets, ledger, memoryHorizon);
    boolean named = situation.plan().compiled().cancels(event.behavior());
    if (named && unpinned.held() != null && !isBeyondMemory(unpinned)) {
      Verdict verdict = cancelling.decide();
      if (verdict != null) {
        return verdict;
      }
    }
    Situation unchanged = unpinned.closed() ? unpinned : situation;
    return unchanged.plan().compiled().cancels(event.behavior())
        ? unchanged.unchanged(
            DecisionCode.NOTHING_TO_CANCEL, unpinned.closed() ? Map.of() : cancelling.shown())
        : null;
  }

  private static Situation withoutState(Situation closed) {
    return new Situation(
        closed.plan(),
        closed.versions(),
        closed.units(),
        closed.facts(),
        closed.snapshot(),
        closed.state(),
        closed.span(),
        null,
        false,
        true);
  }

  private Situation pinned(Situation unpinned) {
    VersionWalk walk = VersionWalk.of(candidate, unpinned.held());
    return new Situation(
        memo.plan(walk.version()),
        unpinned.versions(),
        unpinned.units(),
        facts,
        snapshot,
        unpinned.state(),
        unpinned.span(),
        unpinned.held(),
        walk.reset(),
        unpinned.closed());
  }

  private boolean isClosed(TaskPlan plan, Span span, TaskState state, PeriodState held) {
    return span.isClosedAt(event.receivedAt(), plan.task().period().allowedLateness())
        || (held == null && span.key() <= state.closedThrough());
  }

  private boolean isBeyondMemory(Situation situation) {
    Duration lateness = situation.plan().task().period().allowedLateness();
    return situation.span().isClosedAt(event.receivedAt(), lateness.plus(memoryHorizon));
  }

  private Instant pointedTo() {
    return Timestamps.parse(event.attributes().get(ORIGINAL_TIME)).orElse(event.time());
  }
}
