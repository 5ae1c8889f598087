package io.renwu.engine;

import io.renwu.catalog.CompiledTask;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An event that may add something to a task.
 *
 * <p>Whatever the version, it works on the same state of the period. When something is counted
 * under a higher version than ever before, what that version has no objective for is dropped. Under
 * a lower one (a late event), what only the higher one has is left alone.
 */
final class Counting {
  private final Situation situation;
  private final TaskPlan plan;
  private final Event event;
  private final SetLedger ledger;
  private final CompiledTask next;
  private final Round round;
  private final Usage usage;
  private final Payout payout;

  /**
   * Looks up what the decision needs.
   *
   * @param largeSets of the user before the event
   * @param ledger takes what is to change in them
   * @param next the version that governs as soon as the period is not under way any more
   */
  Counting(
      Situation situation,
      LargeSets largeSets,
      SetLedger ledger,
      Duration memoryHorizon,
      CompiledTask next) {
    this.situation = situation;
    this.plan = situation.plan();
    this.event = situation.event();
    this.ledger = ledger;
    this.next = next;
    this.round = situation.round(largeSets, ledger);
    this.usage = new Usage(situation, memoryHorizon);
    this.payout = new Payout(situation, usage);
  }

  Verdict decide() {
    Map<String, BigDecimal> before = situation.closed() ? Map.of() : round.shown();
    DecisionCode code = refusal();
    if (code == null) {
      code = count();
    }
    if (code != DecisionCode.COUNTED) {
      return situation.unchanged(code, before);
    }
    Map<String, BigDecimal> after = round.shown();
    return new Verdict(
        situation.decision(code, before, after, payout.grants()),
        payout.grants(),
        situation.progress(after, payout, event.time()),
        stateAfter());
  }

  /** Why the event is not offered to any objective, or null if it is. */
  private DecisionCode refusal() {
    Task task = plan.task();
    if (!task.schedule().contains(event.time())) {
      return DecisionCode.OUT_OF_SCHEDULE;
    }
    if (!plan.compiled().audienceAccepts(situation.facts())) {
      return DecisionCode.NOT_IN_AUDIENCE;
    }
    if (!plan.unlockedFor(situation.snapshot())) {
      return DecisionCode.LOCKED;
    }
    if (situation.closed()) {
      return DecisionCode.LATE;
    }
    if (payout.isDone()) {
      return DecisionCode.ALREADY_COMPLETED;
    }
    return payout.isLimitReached() ? DecisionCode.LIMIT_REACHED : null;
  }

  /** Offers the event to each objective that names its behavior and has a true filter. */
  private DecisionCode count() {
    boolean sequence = plan.task().completion() == Task.Completion.SEQUENCE;
    int open = sequence ? round.open() : 0;
    int end = sequence ? open + 1 : plan.objectives().size();
    DecisionCode first = null;
    boolean counted = false;
    for (int i = open; i < end; i++) {
      if (plan.objectives().get(i).adds(event.behavior())
          && plan.compiled().objectiveAccepts(i, situation.facts())) {
        DecisionCode code = round.count(i, event, usage);
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
    List<Held> objectives = round.kept(situation.others());
    boolean over = !plan.repeats() && payout.isDone();
    boolean withdrawable = plan.withdraws() && situation.versions().anyCancels();
    if (over && !withdrawable) {
      objectives = objectives.stream().map(Held::settled).toList();
    }
    Instant lastCounted = situation.versions().anyCancels() ? event.time() : null;
    return situation.after(objectives, payout, lastCounted, version(), ledger);
  }

  /** A task without periods is held to an older version up to the next completion only. */
  private int version() {
    boolean completed = payout.completions() > situation.period().completions();
    return completed && plan.task().period().isEndless()
        ? Math.max(situation.versionAfter(), next.task().version())
        : situation.versionAfter();
  }
}
