package io.renwu.engine;

import io.renwu.catalog.CompiledTask;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an event that may add progress to a task.
 *
 * <p>All versions share the state of the period. When an event first counts under a higher version,
 * the state of objectives that this version lacks is dropped. An event under a lower version (a
 * late event) leaves the objectives of the higher version unchanged.
 */
final class CountEvaluation {
  private final TaskContext taskContext;
  private final TaskPlan plan;
  private final Event event;
  private final CompiledTask next;

  /**
   * Creates an evaluation.
   *
   * @param next the version that governs once the period is no longer under way
   */
  CountEvaluation(TaskContext taskContext, CompiledTask next) {
    this.taskContext = taskContext;
    this.plan = taskContext.plan();
    this.event = taskContext.event();
    this.next = next;
  }

  /** Decides the event; null if it changes nothing and its decision is not reported. */
  @Nullable TaskOutcome decide() {
    DecisionCode refusal = refusal();
    if (refusal != null) {
      return TaskOutcomes.unchanged(taskContext, refusal);
    }
    PeriodWork periodWork = null;
    int first = 0;
    int end = plan.objectives().size();
    if (plan.task().completion() == Task.Completion.SEQUENCE) {
      periodWork = new PeriodWork(taskContext);
      first = periodWork.openObjective();
      end = first + 1;
    }
    int accepting = accepting(first, end);
    if (accepting == end) {
      return TaskOutcomes.unchanged(taskContext, DecisionCode.FILTERED);
    }
    return count(periodWork == null ? new PeriodWork(taskContext) : periodWork, accepting, end);
  }

  /** Why no objective sees the event; null if the objectives do. */
  private @Nullable DecisionCode refusal() {
    Task task = plan.task();
    if (!task.schedule().contains(event.time())) {
      return DecisionCode.OUT_OF_SCHEDULE;
    }
    if (!plan.compiled().audienceAccepts(taskContext.shared().facts())) {
      return DecisionCode.NOT_IN_AUDIENCE;
    }
    if (!plan.unlockedFor(taskContext.shared().user())) {
      return DecisionCode.LOCKED;
    }
    if (taskContext.closed()) {
      return DecisionCode.LATE;
    }
    long lifetimeCompletions = taskContext.state().completions();
    if (plan.isDone(lifetimeCompletions, taskContext.completions())) {
      return DecisionCode.ALREADY_COMPLETED;
    }
    return !task.userLimits().isEmpty()
            && new LimitUsage(taskContext).isLimitReached(lifetimeCompletions)
        ? DecisionCode.LIMIT_REACHED
        : null;
  }

  /** The first objective that names the behavior and has a true filter; the end if none does. */
  private int accepting(int first, int end) {
    int index = first;
    while (index < end && !accepts(index)) {
      index++;
    }
    return index;
  }

  private boolean accepts(int index) {
    return plan.objectives().get(index).adds(event.behavior())
        && plan.compiled().objectiveAccepts(index, taskContext.shared().facts());
  }

  /**
   * Offers the event to each objective that names its behavior and has a true filter.
   *
   * @param first the first such objective
   */
  private @Nullable TaskOutcome count(PeriodWork periodWork, int first, int end) {
    Map<String, BigDecimal> before =
        taskContext.reports(DecisionCode.COUNTED) ? periodWork.shown() : Map.of();
    LimitUsage limitUsage = new LimitUsage(taskContext);
    DecisionCode firstCode = periodWork.count(first, event, limitUsage);
    boolean counted = firstCode == DecisionCode.COUNTED;
    for (int i = first + 1; i < end; i++) {
      if (accepts(i)) {
        counted |= periodWork.count(i, event, limitUsage) == DecisionCode.COUNTED;
      }
    }
    RewardWork rewardWork = new RewardWork(taskContext, limitUsage);
    boolean settled = rewardWork.settle(periodWork);
    if (!counted && !settled) {
      return TaskOutcomes.unchanged(taskContext, firstCode);
    }
    Decision decision =
        taskContext.reports(DecisionCode.COUNTED)
            ? TaskOutcomes.decision(
                taskContext, DecisionCode.COUNTED, before, periodWork.shown(), rewardWork.grants())
            : null;
    return TaskOutcomes.changed(
        taskContext,
        DecisionCode.COUNTED,
        decision,
        periodWork,
        rewardWork,
        event.time(),
        stateAfter(periodWork, rewardWork));
  }

  private TaskState stateAfter(PeriodWork periodWork, RewardWork rewardWork) {
    List<ObjectiveState> objectives = periodWork.kept(taskContext.others());
    boolean over = !plan.repeats() && rewardWork.isDone();
    boolean withdrawable = plan.withdraws() && taskContext.versions().anyCancels();
    if (over && !withdrawable) {
      objectives = objectives.stream().map(ObjectiveState::settled).toList();
    }
    Instant lastCounted = taskContext.versions().anyCancels() ? event.time() : null;
    return TaskOutcomes.after(
        taskContext, objectives, rewardWork, lastCounted, version(rewardWork));
  }

  /** A task without periods keeps an older version only until its next completion. */
  private int version(RewardWork rewardWork) {
    boolean completed = rewardWork.completions() > taskContext.completions();
    return completed && plan.task().period().isEndless()
        ? Math.max(taskContext.versionAfter(), next.task().version())
        : taskContext.versionAfter();
  }
}
