package io.renwu.engine;

import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates an event that may cancel what earlier events added to a task. */
final class CancelEvaluation {
  private final TaskContext taskContext;
  private final TaskPlan plan;
  private final Event event;
  private final PeriodWork periodWork;

  CancelEvaluation(TaskContext taskContext) {
    this.taskContext = taskContext;
    this.plan = taskContext.plan();
    this.event = taskContext.event();
    this.periodWork = new PeriodWork(taskContext);
  }

  /** Cancels; null if there is nothing to cancel. */
  @Nullable TaskOutcome decide() {
    boolean reported = taskContext.reports(DecisionCode.CANCELLED);
    Map<String, BigDecimal> before = reported ? periodWork.shown() : Map.of();
    if (isFinished() || !cancel()) {
      return null;
    }
    RewardWork rewardWork = new RewardWork(taskContext, new LimitUsage(taskContext));
    if (plan.withdraws()) {
      rewardWork.withdraw(periodWork);
    }
    Instant lastCounted = taskContext.period().lastCounted();
    if (lastCounted == null) { // it counted before any version had cancel events
      lastCounted = event.time();
    }
    TaskState after =
        TaskOutcomes.after(
            taskContext,
            periodWork.kept(taskContext.others()),
            rewardWork,
            lastCounted,
            taskContext.versionAfter());
    return TaskOutcomes.changed(
        taskContext,
        DecisionCode.CANCELLED,
        reported
            ? TaskOutcomes.decision(
                taskContext,
                DecisionCode.CANCELLED,
                before,
                periodWork.shown(),
                rewardWork.grants())
            : null,
        periodWork,
        rewardWork,
        lastCounted,
        after);
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
