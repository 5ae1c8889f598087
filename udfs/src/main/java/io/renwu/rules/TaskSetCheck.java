package io.renwu.rules;

import io.renwu.model.Task;
import java.util.Collection;
import java.util.List;

/** Looks at a set of tasks as a whole. */
public final class TaskSetCheck {
  private TaskSetCheck() {}

  /**
   * Finds preconditions that name no task of the set, and preconditions that go round in a circle.
   * Of each task its highest version is looked at.
   */
  public static List<SetFinding> check(Collection<Task> tasks) {
    throw new UnsupportedOperationException();
  }
}
