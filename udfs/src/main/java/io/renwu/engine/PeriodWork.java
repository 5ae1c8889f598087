package io.renwu.engine;

import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Progress.ObjectiveProgress;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A working copy of one {@link PeriodState} while one event is counted or cancelled, with one
 * {@link ObjectiveWork} for each objective of one version.
 */
final class PeriodWork {
  private final Task.Completion completion;
  private final ObjectiveWork[] objectiveWorks;

  /** Copies the state of the period in which a task is decided. */
  PeriodWork(TaskContext task) {
    this.completion = task.plan().task().completion();
    this.objectiveWorks = new ObjectiveWork[task.plan().objectives().size()];
    PeriodState period = task.period();
    for (int i = 0; i < objectiveWorks.length; i++) {
      objectiveWorks[i] = new ObjectiveWork(task, task.plan().objectives().get(i), period);
    }
  }

  /**
   * Counts an event for an objective.
   *
   * @param limitUsage counts the event towards the frequency limit
   * @return {@code INVALID_FIELD}, {@code NO_CHANGE}, {@code FREQUENCY_LIMIT} or {@code COUNTED}
   */
  DecisionCode count(int index, Event event, LimitUsage limitUsage) {
    return objectiveWorks[index].count(event, limitUsage);
  }

  /**
   * Subtracts what the latest event of the same key added to an objective.
   *
   * @return whether there was one
   */
  boolean cancel(int index, Event event) {
    return objectiveWorks[index].cancel(event);
  }

  /** The objective of a sequence that accepts events: the first unfinished one, else the last. */
  int openObjective() {
    int index = 0;
    while (index < objectiveWorks.length - 1 && objectiveWorks[index].isReached()) {
      index++;
    }
    return index;
  }

  /** Whether a tier's target is reached; a tiered task has one objective. */
  boolean reaches(BigDecimal tierTarget) {
    return objectiveWorks[0].reaches(tierTarget);
  }

  /** Whether the objectives complete the task. */
  boolean isComplete() {
    boolean any = completion == Task.Completion.ANY;
    for (ObjectiveWork objectiveWork : objectiveWorks) {
      if (objectiveWork.isReached() == any) {
        return any;
      }
    }
    return !any;
  }

  /** Begins the next round. */
  void restart() {
    for (ObjectiveWork objectiveWork : objectiveWorks) {
      objectiveWork.restart();
    }
  }

  /** Drops the surplus, which can no longer lead to a completion. */
  void dropSurplus() {
    for (ObjectiveWork objectiveWork : objectiveWorks) {
      objectiveWork.dropSurplus();
    }
  }

  /** The amounts by objective id, capped at the target unless the surplus is carried over. */
  Map<String, BigDecimal> shown() {
    if (objectiveWorks.length == 1) {
      return Map.of(objectiveWorks[0].objective().id(), objectiveWorks[0].shown());
    }
    Map<String, BigDecimal> shown = new LinkedHashMap<>();
    for (ObjectiveWork objectiveWork : objectiveWorks) {
      shown.put(objectiveWork.objective().id(), objectiveWork.shown());
    }
    return Collections.unmodifiableMap(shown);
  }

  /** The progress of each objective. */
  List<ObjectiveProgress> progress() {
    if (objectiveWorks.length == 1) {
      return List.of(objectiveWorks[0].progress());
    }
    List<ObjectiveProgress> progress = new ArrayList<>(objectiveWorks.length);
    for (ObjectiveWork objectiveWork : objectiveWorks) {
      progress.add(objectiveWork.progress());
    }
    return progress;
  }

  /**
   * The objective states to store, by ascending key, without empty ones.
   *
   * @param others the states of objectives that this version lacks
   */
  List<ObjectiveState> kept(List<ObjectiveState> others) {
    boolean alone = true;
    for (int i = 0; i < others.size(); i++) {
      alone &= has(others.get(i).objective());
    }
    if (alone && objectiveWorks.length == 1) {
      ObjectiveState only = objectiveWorks[0].kept();
      return only == null ? List.of() : List.of(only);
    }
    List<ObjectiveState> kept = new ArrayList<>(objectiveWorks.length + others.size());
    for (ObjectiveWork objectiveWork : objectiveWorks) {
      ObjectiveState objectiveState = objectiveWork.kept();
      if (objectiveState != null) {
        kept.add(objectiveState);
      }
    }
    for (ObjectiveState other : others) {
      if (!has(other.objective())) {
        kept.add(other);
      }
    }
    kept.sort(Comparator.comparingInt(ObjectiveState::objective));
    return kept;
  }

  private boolean has(int key) {
    for (ObjectiveWork objectiveWork : objectiveWorks) {
      if (objectiveWork.objective().key() == key) {
        return true;
      }
    }
    return false;
  }
}
