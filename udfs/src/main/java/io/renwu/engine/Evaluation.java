package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.model.Progress.ObjectiveProgress;
import io.renwu.model.Task;
import io.renwu.rules.EventFacts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One event offered to one task, under the version that governs it.
 *
 * <p>Whatever the version, it works on the same state of the period ({@code MIGRATE}). When
 * something is counted under a higher version than ever before, what that version has no objective
 * for is dropped. Under a lower one (a late event), what only the higher one has is left alone.
 *
 * <p>An event that is received after its period was closed shows no progress, neither before nor
 * after: its period may have been forgotten or not, and an output does not depend on that.
 */
final class Evaluation {
  private final TaskPlan plan;
  private final EventFacts facts;
  private final Event event;
  private final UserState snapshot;
  private final SetLedger ledger;
  private final TaskState state;
  private final Span span;
  private final PeriodState period;
  private final boolean closed;
  private final Round round;
  private final Payout payout;

  /**
   * Looks up what the decision needs.
   *
   * @param snapshot of the user's state before the event
   * @param largeSets of the user before the event
   * @param ledger takes what is to change in them
   */
  Evaluation(
      TaskPlan plan, EventFacts facts, UserState snapshot, LargeSets largeSets, SetLedger ledger) {
    this.plan = plan;
    this.facts = facts;
    this.event = facts.event();
    this.snapshot = snapshot;
    this.ledger = ledger;
    TaskState known = snapshot.task(plan.key());
    this.state = known == null ? TaskState.begin(plan.key()) : known;
    this.span = plan.span(event);
    PeriodState held = state.period(span.key());
    this.closed =
        span.isClosedAt(event.receivedAt(), plan.task().period().allowedLateness())
            || (held == null && span.key() <= state.closedThrough());
    this.period = held == null ? PeriodState.begin(span.key(), plan.task().version()) : held;
    this.round = new Round(plan, period, largeSets);
    this.payout = new Payout(plan, span, event, state, period);
  }

  Verdict decide() {
    Map<String, BigDecimal> before = closed ? Map.of() : round.shown();
    DecisionCode code = refusal();
    if (code == null) {
      code = count();
    }
    if (code != DecisionCode.COUNTED) {
      return new Verdict(decision(code, before, before), List.of(), null, null);
    }
    Map<String, BigDecimal> after = round.shown();
    return new Verdict(
        decision(code, before, after), payout.grants(), progress(after), stateAfter());
  }

  /** Why the event is not offered to any objective, or null if it is. */
  private DecisionCode refusal() {
    Task task = plan.task();
    if (task.status() == Task.Status.PAUSED) {
      return DecisionCode.PAUSED;
    }
    if (!task.schedule().contains(event.time())) {
      return DecisionCode.OUT_OF_SCHEDULE;
    }
    if (!plan.compiled().audienceAccepts(facts)) {
      return DecisionCode.NOT_IN_AUDIENCE;
    }
    if (!plan.unlockedFor(snapshot)) {
      return DecisionCode.LOCKED;
    }
    if (closed) {
      return DecisionCode.LATE;
    }
    return payout.isDone() ? DecisionCode.ALREADY_COMPLETED : null;
  }

  /** Offers the event to each objective that names its behavior and has a true filter. */
  private DecisionCode count() {
    DecisionCode first = null;
    boolean counted = false;
    for (int i = 0; i < plan.objectives().size(); i++) {
      if (plan.objectives().get(i).behaviors().contains(event.behavior())
          && plan.compiled().objectiveAccepts(i, facts)) {
        DecisionCode code = round.count(i, event);
        first = first == null ? code : first;
        counted |= code == DecisionCode.COUNTED;
      }
    }
    if (first == null) {
      return DecisionCode.FILTERED;
    }
    boolean settled = payout.settle(round);
    return counted || settled ? DecisionCode.COUNTED : first;
  }

  private TaskState stateAfter() {
    int version = Math.max(period.version(), plan.task().version());
    boolean migrates = version > period.version();
    List<Held> objectives = round.kept(migrates ? List.of() : period.objectives());
    if (plan.completesOnce() && payout.isDone()) {
      objectives = objectives.stream().map(Held::settled).toList();
    }
    objectives = ledger.keep(plan.key(), span.key(), period.objectives(), objectives);
    return state.with(
        new PeriodState(span.key(), version, payout.completions(), payout.tiers(), objectives),
        payout.lifetimeCompletions());
  }

  private Decision decision(
      DecisionCode code, Map<String, BigDecimal> before, Map<String, BigDecimal> after) {
    List<String> grantIds =
        code == DecisionCode.COUNTED
            ? payout.grants().stream().map(Grant::grantId).toList()
            : List.of();
    return new Decision(
        event.userId(),
        event.eventId(),
        event.behavior(),
        plan.task().taskId(),
        plan.task().version(),
        span.name(),
        code,
        before,
        after,
        grantIds,
        false,
        event.time(),
        event.receivedAt());
  }

  private Progress progress(Map<String, BigDecimal> shown) {
    List<ObjectiveProgress> objectives = new ArrayList<>(plan.objectives().size());
    for (ObjectivePlan objective : plan.objectives()) {
      objectives.add(
          new ObjectiveProgress(objective.id(), shown.get(objective.id()), objective.target()));
    }
    return new Progress(
        event.userId(),
        plan.task().taskId(),
        plan.task().version(),
        span.name(),
        span.endOrNull(),
        objectives,
        payout.completions(),
        payout.isDone() ? Progress.Status.COMPLETED : Progress.Status.IN_PROGRESS,
        false,
        event.time());
  }
}
