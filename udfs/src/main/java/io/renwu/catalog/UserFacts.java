package io.renwu.catalog;

import io.renwu.model.Period;
import java.util.Collection;

/** The facts about an event's user that the catalog needs. */
public interface UserFacts {
  /** Whether the user has completed a task at least once. */
  boolean hasCompleted(String taskId);

  /** Whether the event is too late for its period if the user has no progress in it. */
  boolean isLate(Period period);

  /** The tasks of the catalog that appear in the user's state. */
  Collection<Versions> begunTasks();
}
