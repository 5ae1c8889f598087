package io.renwu.engine;

import io.renwu.calendar.PeriodSpan;
import io.renwu.catalog.Candidate;
import io.renwu.catalog.CompiledTask;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Task;
import io.renwu.model.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one event for one task: finds the period, its state and the version that applies, then
 * counts or cancels. Used for one event only.
 */
final class Evaluation {
  /** The attribute by which a cancel event names the time of the event that it cancels. */
  private static final String ORIGINAL_TIME = "originalTime";

  private final EventContext context;
  private final Event event;
  private final TaskCache cache;
  private final Candidate candidate;

  /**
   * @param cache of the candidate's task
   */
  Evaluation(EventContext context, TaskCache cache, Candidate candidate) {
    this.context = context;
    this.event = context.event();
    this.cache = cache;
    this.candidate = candidate;
  }

  /**
   * Decides the event; null if the version that evaluates does not name its behavior, or if it
   * changes nothing and its decision is not reported.
   */
  @Nullable TaskOutcome decide() {
    CompiledTask governing = candidate.governing();
    TaskPlan plan = cache.plan(governing);
    boolean cancels =
        governing.cancels(event.behavior())
            || (!governing.adds(event.behavior())
                && candidate.versions().anyCancels(event.behavior()));
    TaskState state = context.user().task(plan.key());
    PeriodSpan span = plan.span(cancels ? originalTime() : event.time(), event.timezone());
    PeriodState period = state == null ? null : state.period(span.key());
    boolean closed = isClosed(plan, span, state, period);
    if (governing.task().status() == Task.Status.PAUSED) {
      return governing.names(event.behavior())
          ? paused(context(plan, state, span, period, false, closed))
          : null;
    }
    if (!cancels && closed) {
      return count(context(plan, state, span, null, false, true));
    }
    VersionWalk walk = VersionWalk.of(candidate, period);
    TaskContext pinned =
        context(
            walk.version() == governing ? plan : cache.plan(walk.version()),
            state,
            span,
            period,
            walk.reset(),
            closed);
    return cancels ? cancel(plan, pinned) : count(pinned);
  }

  private TaskContext context(
      TaskPlan plan,
      @Nullable TaskState state,
      PeriodSpan span,
      @Nullable PeriodState period,
      boolean reset,
      boolean closed) {
    TaskState before = state == null ? TaskState.begin(plan.key()) : state;
    return new TaskContext(
        context, plan, candidate.versions(), cache.units(), before, span, period, reset, closed);
  }

  private static @Nullable TaskOutcome paused(TaskContext task) {
    return TaskOutcomes.unchanged(task, DecisionCode.PAUSED);
  }

  private @Nullable TaskOutcome count(TaskContext task) {
    return task.plan().compiled().adds(event.behavior())
        ? new CountEvaluation(task, candidate.governing()).decide()
        : null;
  }

  private @Nullable TaskOutcome cancel(TaskPlan governing, TaskContext pinned) {
    boolean named = pinned.plan().compiled().cancels(event.behavior());
    if (named && pinned.held() != null && !isBeyondMemory(governing, pinned.span())) {
      TaskOutcome outcome = new CancelEvaluation(pinned).decide();
      if (outcome != null) {
        return outcome;
      }
    }
    if (pinned.closed()) {
      TaskContext closed =
          context(governing, pinned.state(), pinned.span(), pinned.held(), false, true);
      return governing.compiled().cancels(event.behavior())
          ? TaskOutcomes.unchanged(closed, DecisionCode.NOTHING_TO_CANCEL)
          : null;
    }
    return named ? TaskOutcomes.unchanged(pinned, DecisionCode.NOTHING_TO_CANCEL) : null;
  }

  private boolean isClosed(
      TaskPlan plan, PeriodSpan span, @Nullable TaskState state, @Nullable PeriodState period) {
    return span.isClosedAt(event.receivedAt(), plan.task().period().allowedLateness())
        || (period == null && state != null && span.key() <= state.closedThrough());
  }

  private boolean isBeyondMemory(TaskPlan governing, PeriodSpan span) {
    return span.isClosedAt(
        event.receivedAt(),
        governing.task().period().allowedLateness().plus(context.memoryHorizon()));
  }

  private Instant originalTime() {
    return Timestamps.parse(event.attributes().get(ORIGINAL_TIME)).orElse(event.time());
  }
}
