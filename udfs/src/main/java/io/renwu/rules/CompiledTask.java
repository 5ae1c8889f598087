package io.renwu.rules;

import io.renwu.model.Task;

/** A task with its conditions compiled; immutable, for any thread. */
public final class CompiledTask {
  private final Task task;

  CompiledTask(Task task) {
    this.task = task;
  }

  public Task task() {
    return task;
  }

  /** Whether the filter is true of the event and the rollout includes its user. */
  public boolean audienceAccepts(EventFacts facts) {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether an objective's filter is true of the event; which behaviors it names is not looked at.
   *
   * @param objective index in {@link Task#objectives()}
   */
  public boolean objectiveAccepts(int objective, EventFacts facts) {
    throw new UnsupportedOperationException();
  }
}
