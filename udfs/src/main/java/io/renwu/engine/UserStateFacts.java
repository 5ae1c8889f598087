package io.renwu.engine;

import io.renwu.catalog.UserFacts;
import io.renwu.catalog.Versions;
import io.renwu.model.Event;
import io.renwu.model.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
  public int maxBegun() {
    return state.maxTasks();
  }

  @Override
  public boolean hasBegun(Versions versions) {
    TaskCache task = cache(versions);
    return state.has(task.key()) || state.has(task.shadowKey());
  }

  @Override
  public List<Versions> begun() {
    List<Versions> begun = new ArrayList<>();
    state.forEachKey(key -> add(key, begun));
    return begun;
  }

  @Override
  public int maxRefusing() {
    return state.maxRefusing();
  }

  @Override
  public boolean mayRefuse(Versions versions) {
    TaskCache task = cache(versions);
    return state.mayRefuse(task.key()) || state.mayRefuse(task.shadowKey());
  }

  @Override
  public List<Versions> refusing() {
    List<Versions> refusing = new ArrayList<>();
    state.forEachRefusingKey(key -> add(key, refusing));
    return refusing;
  }

  private TaskCache cache(Versions versions) {
    return Objects.requireNonNull(memo.task(versions), "the cache follows the catalog");
  }

  private void add(long key, List<Versions> found) {
    TaskCache task = memo.task(key);
    if (task != null) {
      found.add(task.versions());
    }
  }
}
