package io.renwu.engine;

import io.renwu.catalog.UserFacts;
import io.renwu.catalog.Versions;
import io.renwu.model.Event;
import io.renwu.model.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Answers the catalog's questions about a user's state, for one event. */
record UserStateFacts(CatalogCache memo, UserState state, Event event) implements UserFacts {
  @Override
  public boolean hasCompleted(String taskId) {
    return state.hasCompleted(memo.key(taskId));
  }

  @Override
  public boolean isLate(Period period) {
    return !period.isEndless()
        && memo.calendars()
            .of(period.unit(), period, event.timezone())
            .at(event.time())
            .isClosedAt(event.receivedAt(), period.allowedLateness());
  }

  @Override
  public Collection<Versions> begunTasks() {
    List<Versions> begun = new ArrayList<>(state.tasks().size());
    for (TaskState begunTask : state.tasks()) {
      TaskCache task = memo.task(begunTask.task());
      if (task != null) {
        begun.add(task.versions());
      }
    }
    return begun;
  }
}
