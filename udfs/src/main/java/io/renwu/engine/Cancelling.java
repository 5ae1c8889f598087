package io.renwu.engine;

import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An event that may take back what others have added to a task. */
final class Cancelling {
  private final Situation situation;
  private final TaskPlan plan;
  private final Event event;
  private final SetLedger ledger;
  private final Round round;
  private final Payout payout;

  /**
   * Looks up what the decision needs.
   *
   * @param largeSets of the user before the event
   * @param ledger takes what is to change in them
   */
  Cancelling(Situation situation, LargeSets largeSets, SetLedger ledger, Duration memoryHorizon) {
    this.situation = situation;
    this.plan = situation.plan();
    this.event = situation.event();
    this.ledger = ledger;
    this.round = new Round(plan, situation.period(), largeSets, ledger);
    this.payout =
        new Payout(situation, new Usage(plan, event, memoryHorizon, situation.state().usage()));
  }

  /** What was taken back, or null for nothing. */
  Verdict decide() {
    Map<String, BigDecimal> before = round.shown();
    if (isFinished() || !cancel()) {
      return null;
    }
    if (plan.withdraws()) {
      payout.withdraw(round);
    }
    Map<String, BigDecimal> after = round.shown();
    Instant lastCounted = situation.period().lastCounted();
    if (lastCounted == null) { // it counted before any version had cancel events
      lastCounted = event.time();
    }
    TaskState state =
        situation.after(
            round.kept(situation.others()), payout, lastCounted, situation.versionAfter(), ledger);
    return new Verdict(
        situation.decision(DecisionCode.CANCELLED, before, after, payout.grants()),
        payout.grants(),
        situation.progress(after, payout, lastCounted),
        state);
  }

  /** The progress as it is: for an event that takes nothing back. */
  Map<String, BigDecimal> shown() {
    return round.shown();
  }

  /** Whether what the period holds does not change any more. */
  private boolean isFinished() {
    return !plan.withdraws() && !plan.repeats() && situation.period().completions() > 0;
  }

  private boolean cancel() {
    boolean cancelled = false;
    for (int i = 0; i < plan.objectives().size(); i++) {
      if (plan.objectives().get(i).cancels(event.behavior())) {
        cancelled |= round.cancel(i, event);
      }
    }
    return cancelled;
  }
}
