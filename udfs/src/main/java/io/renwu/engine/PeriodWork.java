package io.renwu.engine;

import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
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
  private final ObjectiveWork[] tallies;

  /**
   * Copies the state of a period.
   *
   * @param cancels whether any version of the task has cancel events
   */
  PeriodWork(
      TaskPlan plan,
      boolean cancels,
      PeriodState period,
      LargeSets largeSets,
      SetChangeRecorder ledger) {
    this.completion = plan.task().completion();
    this.tallies = new ObjectiveWork[plan.objectives().size()];
    for (int i = 0; i < tallies.length; i++) {
      tallies[i] =
          new ObjectiveWork(plan, plan.objectives().get(i), cancels, period, largeSets, ledger);
    }
  }

  /**
   * Counts an event for an objective.
   *
   * @param limitUsage counts the event towards the frequency limit
   * @return {@code INVALID_FIELD}, {@code NO_CHANGE}, {@code FREQUENCY_LIMIT} or {@code COUNTED}
   */
  DecisionCode count(int index, Event event, LimitUsage limitUsage) {
    return tallies[index].count(event, limitUsage);
  }

  /**
   * Subtracts what the latest event of the same key added to an objective.
   *
   * @return whether there was one
   */
  boolean cancel(int index, Event event) {
    return tallies[index].cancel(event);
  }

  /** The objective of a sequence that accepts events: the first unfinished one, else the last. */
  int open() {
    int index = 0;
    while (index < tallies.length - 1 && tallies[index].isReached()) {
      index++;
    }
    return index;
  }

  /** Whether a tier's target is reached; a tiered task has one objective. */
  boolean reaches(BigDecimal tierTarget) {
    return tallies[0].reaches(tierTarget);
  }

  /** Whether the objectives complete the task. */
  boolean isComplete() {
    boolean any = completion == Task.Completion.ANY;
    for (ObjectiveWork objectiveWork : tallies) {
      if (objectiveWork.isReached() == any) {
        return any;
      }
    }
    return !any;
  }

  /** Begins the next round. */
  void restart() {
    for (ObjectiveWork objectiveWork : tallies) {
      objectiveWork.restart();
    }
  }

  /** Drops the surplus, which can no longer lead to a completion. */
  void dropSurplus() {
    for (ObjectiveWork objectiveWork : tallies) {
      objectiveWork.dropSurplus();
    }
  }

  /** The amounts by objective id, capped at the target unless the surplus is carried over. */
  Map<String, BigDecimal> shown() {
    if (tallies.length == 1) {
      return Map.of(tallies[0].objective().id(), tallies[0].shown());
    }
    Map<String, BigDecimal> shown = new LinkedHashMap<>();
    for (ObjectiveWork objectiveWork : tallies) {
      shown.put(objectiveWork.objective().id(), objectiveWork.shown());
    }
    return Collections.unmodifiableMap(shown);
  }

  /**
   * The objective states to store, by ascending key, without empty ones.
   *
   * @param others the states of objectives that this version lacks
   */
  List<ObjectiveState> kept(List<ObjectiveState> others) {
    List<ObjectiveState> kept = new ArrayList<>(tallies.length + others.size());
    for (ObjectiveWork objectiveWork : tallies) {
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
    for (ObjectiveWork objectiveWork : tallies) {
      if (objectiveWork.objective().key() == key) {
        return true;
      }
    }
    return false;
  }
}
