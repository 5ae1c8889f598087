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
  private final SetChangeRecorder ledger;
  private final CompiledTask next;
  private final PeriodWork periodWork;
  private final LimitUsage limitUsage;
  private final RewardWork rewardWork;

  /**
   * Creates an evaluation.
   *
   * @param largeSets of the user before the event
   * @param ledger takes what is to change in them
   * @param next the version that governs once the period is no longer under way
   */
  CountEvaluation(
      TaskContext taskContext,
      LargeSets largeSets,
      SetChangeRecorder ledger,
      Duration memoryHorizon,
      CompiledTask next) {
    this.taskContext = taskContext;
    this.plan = taskContext.plan();
    this.event = taskContext.event();
    this.ledger = ledger;
    this.next = next;
    this.periodWork = taskContext.round(largeSets, ledger);
    this.limitUsage = new LimitUsage(taskContext, memoryHorizon);
    this.rewardWork = new RewardWork(taskContext, limitUsage);
  }

  TaskOutcome decide() {
    Map<String, BigDecimal> before = taskContext.closed() ? Map.of() : periodWork.shown();
    DecisionCode code = refusal();
    if (code == null) {
      code = count();
    }
    if (code != DecisionCode.COUNTED) {
      return taskContext.unchanged(code, before);
    }
    Map<String, BigDecimal> after = periodWork.shown();
    return new TaskOutcome(
        taskContext.decision(code, before, after, rewardWork.grants()),
        rewardWork.grants(),
        taskContext.progress(after, rewardWork, event.time()),
        stateAfter());
  }

  /** Why no objective sees the event; null if the objectives do. */
  private @Nullable DecisionCode refusal() {
    Task task = plan.task();
    if (!task.schedule().contains(event.time())) {
      return DecisionCode.OUT_OF_SCHEDULE;
    }
    if (!plan.compiled().audienceAccepts(taskContext.facts())) {
      return DecisionCode.NOT_IN_AUDIENCE;
    }
    if (!plan.unlockedFor(taskContext.snapshot())) {
      return DecisionCode.LOCKED;
    }
    if (taskContext.closed()) {
      return DecisionCode.LATE;
    }
    if (rewardWork.isDone()) {
      return DecisionCode.ALREADY_COMPLETED;
    }
    return rewardWork.isLimitReached() ? DecisionCode.LIMIT_REACHED : null;
  }

  /** Offers the event to each objective that names its behavior and has a true filter. */
  private DecisionCode count() {
    boolean sequence = plan.task().completion() == Task.Completion.SEQUENCE;
    int open = sequence ? periodWork.open() : 0;
    int end = sequence ? open + 1 : plan.objectives().size();
    DecisionCode first = null;
    boolean counted = false;
    for (int i = open; i < end; i++) {
      if (plan.objectives().get(i).adds(event.behavior())
          && plan.compiled().objectiveAccepts(i, taskContext.facts())) {
        DecisionCode code = periodWork.count(i, event, limitUsage);
        first = first == null ? code : first;
        counted |= code == DecisionCode.COUNTED;
      }
    }
    if (first == null) {
      return DecisionCode.FILTERED;
    }
    boolean settled = rewardWork.settle(periodWork);
    return counted || settled ? DecisionCode.COUNTED : first;
  }

  private TaskState stateAfter() {
    List<ObjectiveState> objectives = periodWork.kept(taskContext.others());
    boolean over = !plan.repeats() && rewardWork.isDone();
    boolean withdrawable = plan.withdraws() && taskContext.versions().anyCancels();
    if (over && !withdrawable) {
      objectives = objectives.stream().map(ObjectiveState::settled).toList();
    }
    Instant lastCounted = taskContext.versions().anyCancels() ? event.time() : null;
    return taskContext.after(objectives, rewardWork, lastCounted, version(), ledger);
  }

  /** A task without periods keeps an older version only until its next completion. */
  private int version() {
    boolean completed = rewardWork.completions() > taskContext.period().completions();
    return completed && plan.task().period().isEndless()
        ? Math.max(taskContext.versionAfter(), next.task().version())
        : taskContext.versionAfter();
  }
}
