package io.renwu.engine;

import io.renwu.calendar.PeriodSpan;
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
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one event for one task: finds the period, its state and the version that applies, then
 * counts or cancels. Used for one event only.
 */
final class Evaluation {
  /** The attribute by which a cancel event names the time of the event that it cancels. */
  private static final String ORIGINAL_TIME = "originalTime";

  private final TaskCache memo;
  private final Candidate candidate;
  private final EventFacts facts;
  private final Event event;
  private final UserState snapshot;
  private final LargeSets largeSets;
  private final SetChangeRecorder ledger;
  private final Duration memoryHorizon;

  /**
   * @param memo of the candidate's task
   * @param snapshot of the user's state before the event
   * @param largeSets of the user before the event
   * @param ledger records the changes to them
   */
  Evaluation(
      TaskCache memo,
      Candidate candidate,
      EventFacts facts,
      UserState snapshot,
      LargeSets largeSets,
      SetChangeRecorder ledger,
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

  /** Decides the event; null if the version that evaluates does not name its behavior. */
  @Nullable TaskOutcome decide() {
    CompiledTask governing = candidate.governing();
    TaskPlan plan = memo.plan(governing);
    boolean cancels =
        governing.cancels(event.behavior())
            || (!governing.adds(event.behavior())
                && candidate.versions().anyCancels(event.behavior()));
    TaskState known = snapshot.task(plan.key());
    TaskState state = known == null ? TaskState.begin(plan.key()) : known;
    PeriodSpan span = plan.span(cancels ? pointedTo() : event.time(), event.timezone());
    PeriodState held = state.period(span.key());
    TaskContext unpinned =
        new TaskContext(
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

  private TaskOutcome paused(TaskContext taskContext) {
    Map<String, BigDecimal> shown =
        taskContext.closed() ? Map.of() : taskContext.round(largeSets, ledger).shown();
    return taskContext.unchanged(DecisionCode.PAUSED, shown);
  }

  private @Nullable TaskOutcome count(TaskContext unpinned) {
    TaskContext taskContext = unpinned.closed() ? withoutState(unpinned) : pinned(unpinned);
    return taskContext.plan().compiled().adds(event.behavior())
        ? new CountEvaluation(taskContext, largeSets, ledger, memoryHorizon, candidate.governing())
            .decide()
        : null;
  }

  private @Nullable TaskOutcome cancel(TaskContext unpinned) {
    TaskContext taskContext = pinned(unpinned);
    CancelEvaluation cancelling =
        new CancelEvaluation(taskContext, largeSets, ledger, memoryHorizon);
    boolean named = taskContext.plan().compiled().cancels(event.behavior());
    if (named && unpinned.held() != null && !isBeyondMemory(unpinned)) {
      TaskOutcome taskOutcome = cancelling.decide();
      if (taskOutcome != null) {
        return taskOutcome;
      }
    }
    TaskContext unchanged = unpinned.closed() ? unpinned : taskContext;
    return unchanged.plan().compiled().cancels(event.behavior())
        ? unchanged.unchanged(
            DecisionCode.NOTHING_TO_CANCEL, unpinned.closed() ? Map.of() : cancelling.shown())
        : null;
  }

  private static TaskContext withoutState(TaskContext closed) {
    return new TaskContext(
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

  private TaskContext pinned(TaskContext unpinned) {
    VersionWalk walk = VersionWalk.of(candidate, unpinned.held());
    return new TaskContext(
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

  private boolean isClosed(
      TaskPlan plan, PeriodSpan span, TaskState state, @Nullable PeriodState held) {
    return span.isClosedAt(event.receivedAt(), plan.task().period().allowedLateness())
        || (held == null && span.key() <= state.closedThrough());
  }

  private boolean isBeyondMemory(TaskContext taskContext) {
    Duration lateness = taskContext.plan().task().period().allowedLateness();
    return taskContext.span().isClosedAt(event.receivedAt(), lateness.plus(memoryHorizon));
  }

  private Instant pointedTo() {
    return Timestamps.parse(event.attributes().get(ORIGINAL_TIME)).orElse(event.time());
  }
}
