package io.renwu.catalog;

import io.renwu.model.Period;
import java.util.Collection;

/** What is known of the user of an event, as far as the catalog asks for it. */
public interface UserFacts {
  /** Whether the user has completed a task at least once. */
  boolean hasCompleted(String taskId);

  /** Whether an event that adds to nothing yet came too late for its period. */
  boolean isLate(Period period);

  /** The tasks of the catalog of which the user's state holds anything. */
  Collection<Versions> begunTasks();
}
