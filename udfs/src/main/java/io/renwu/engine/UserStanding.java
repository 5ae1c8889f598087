package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.model.Period;
import io.renwu.rules.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the catalog asks of a user's state. For one event. */
record UserStanding(CatalogMemo memo, UserState state, Event event) implements Standing {
  @Override
  public boolean hasCompleted(String taskId) {
    return state.hasCompleted(memo.key(taskId));
  }

  @Override
  public boolean isLate(Period period) {
    return period.unit() != Period.Unit.NONE
        && memo.calendars()
            .of(period.unit(), period, event.timezone())
            .at(event.time())
            .isClosedAt(event.receivedAt(), period.allowedLateness());
  }

  @Override
  public Collection<String> begunTasks() {
    List<String> begun = new ArrayList<>(state.tasks().size());
    for (TaskState task : state.tasks()) {
      String taskId = memo.taskId(task.task());
      if (taskId != null) {
        begun.add(taskId);
      }
    }
    return begun;
  }
}
