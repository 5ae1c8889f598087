package io.renwu.engine;

import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates an event that may cancel what earlier events added to a task. */
final class CancelEvaluation {
  private final TaskContext taskContext;
  private final TaskPlan plan;
  private final Event event;
  private final SetChangeRecorder ledger;
  private final PeriodWork periodWork;
  private final RewardWork rewardWork;

  /**
   * Looks up what the decision needs.
   *
   * @param largeSets of the user before the event
   * @param ledger records the changes to them
   */
  CancelEvaluation(
      TaskContext taskContext,
      LargeSets largeSets,
      SetChangeRecorder ledger,
      Duration memoryHorizon) {
    this.taskContext = taskContext;
    this.plan = taskContext.plan();
    this.event = taskContext.event();
    this.ledger = ledger;
    this.periodWork = taskContext.round(largeSets, ledger);
    this.rewardWork = new RewardWork(taskContext, new LimitUsage(taskContext, memoryHorizon));
  }

  /** Cancels; null if there is nothing to cancel. */
  @Nullable TaskOutcome decide() {
    Map<String, BigDecimal> before = periodWork.shown();
    if (isFinished() || !cancel()) {
      return null;
    }
    if (plan.withdraws()) {
      rewardWork.withdraw(periodWork);
    }
    Map<String, BigDecimal> after = periodWork.shown();
    Instant lastCounted = taskContext.period().lastCounted();
    if (lastCounted == null) { // it counted before any version had cancel events
      lastCounted = event.time();
    }
    TaskState state =
        taskContext.after(
            periodWork.kept(taskContext.others()),
            rewardWork,
            lastCounted,
            taskContext.versionAfter(),
            ledger);
    return new TaskOutcome(
        taskContext.decision(DecisionCode.CANCELLED, before, after, rewardWork.grants()),
        rewardWork.grants(),
        taskContext.progress(after, rewardWork, lastCounted),
        state);
  }

  /** The progress before the event, for an event that cancels nothing. */
  Map<String, BigDecimal> shown() {
    return periodWork.shown();
  }

  /** Whether the period's progress is final. */
  private boolean isFinished() {
    return !plan.withdraws() && !plan.repeats() && taskContext.period().completions() > 0;
  }

  private boolean cancel() {
    boolean cancelled = false;
    for (int i = 0; i < plan.objectives().size(); i++) {
      if (plan.objectives().get(i).cancels(event.behavior())) {
        cancelled |= periodWork.cancel(i, event);
      }
    }
    return cancelled;
  }
}
