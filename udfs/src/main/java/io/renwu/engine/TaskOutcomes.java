package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds what the decision of one task about one event results in. */
final class TaskOutcomes {
  private TaskOutcomes() {}

  /** A decision that changes nothing; null if it is not reported. */
  static @Nullable TaskOutcome unchanged(TaskContext task, DecisionCode code) {
    if (!task.reports(code)) {
      return null;
    }
    Map<String, BigDecimal> shown = task.closed() ? Map.of() : new PeriodWork(task).shown();
    return TaskOutcome.unchanged(code, decision(task, code, shown, shown, List.of()));
  }

  /**
   * The outcome of an event that counted or cancelled.
   *
   * @param decision null if it is not reported
   * @param lastCounted time of the last event that counted
   * @param after the state of the task
   */
  static TaskOutcome changed(
      TaskContext task,
      DecisionCode code,
      @Nullable Decision decision,
      PeriodWork periodWork,
      RewardWork rewardWork,
      Instant lastCounted,
      TaskState after) {
    return new TaskOutcome(
        code,
        decision,
        task.plan().task().version(),
        rewardWork.grants(),
        progress(task, periodWork, rewardWork, lastCounted),
        after);
  }

  /** A decision; its grants are those of the event. */
  static Decision decision(
      TaskContext task,
      DecisionCode code,
      Map<String, BigDecimal> before,
      Map<String, BigDecimal> after,
      List<Grant> grants) {
    return Decision.of(task.event(), task.ref(), code, before, after, grants);
  }

  private static Progress progress(
      TaskContext task, PeriodWork periodWork, RewardWork rewardWork, Instant lastCounted) {
    return new Progress(
        task.event().userId(),
        task.ref(),
        task.span().endOrNull(),
        periodWork.progress(),
        rewardWork.completions(),
        rewardWork.isDone() ? Progress.Status.COMPLETED : Progress.Status.IN_PROGRESS,
        lastCounted);
  }

  /**
   * The state of the task after the event.
   *
   * @param objectives their states
   * @param lastCounted the time to store, or null
   */
  static TaskState after(
      TaskContext task,
      List<ObjectiveState> objectives,
      RewardWork rewardWork,
      @Nullable Instant lastCounted,
      int version) {
    SetChangeRecorder recorder = task.shared().recorder();
    long key = task.plan().key();
    long period = task.span().key();
    List<ObjectiveState> before = task.period().objectives();
    if (task.reset() && task.held() != null) {
      recorder.drop(key, period, task.held().objectives());
    }
    return task.state()
        .with(
            new PeriodState(
                period,
                version,
                rewardWork.completions(),
                rewardWork.tiers(),
                recorder.keep(key, period, before, objectives),
                lastCounted,
                rewardWork.awards()),
            rewardWork.lifetimeCompletions(),
            rewardWork.usage(),
            rewardWork.claims());
  }
}
