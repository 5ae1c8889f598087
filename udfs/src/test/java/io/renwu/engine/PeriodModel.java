package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Objective;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a user's period of a task holds; completions and grants are in {@link HistoryModel}. */
final class PeriodModel {
  /** Where a period stands: in the real world or a shadow's, by its name. */
  record Place(String taskId, boolean shadow, String period) {}

  /** The highest version under which anything changed. */
  int version;

  /** Whether it was completed under clawback NONE, for good: whatever a later version says. */
  boolean settled;

  /** "Time of the last counted event." */
  Instant lastCounted;

  private final Map<String, ObjectiveModel> objectives = new HashMap<>();

  PeriodModel copy() {
    PeriodModel copy = new PeriodModel();
    copy.version = version;
    copy.settled = settled;
    copy.lastCounted = lastCounted;
    objectives.forEach((identity, objective) -> copy.objectives.put(identity, objective.copy()));
    return copy;
  }

  /** "RESET – progress starts from zero." */
  PeriodModel emptied() {
    PeriodModel copy = copy();
    copy.objectives.clear();
    return copy;
  }

  /**
   * "Progress goes on under the new version, objective by objective where id, function and field
   * are the same (others start at zero)." A copy; under no higher version than before nothing is
   * lost.
   */
  PeriodModel under(Task task) {
    PeriodModel copy = copy();
    if (task.version() > version) {
      copy.version = task.version();
      copy.objectives
          .keySet()
          .retainAll(task.objectives().stream().map(PeriodModel::identity).toList());
    }
    return copy;
  }

  private static String identity(Objective objective) {
    Aggregation how = objective.aggregation();
    return objective.id() + "/" + how.function() + "/" + how.field() + "/" + how.unit();
  }

  ObjectiveModel of(Objective objective) {
    return objectives.computeIfAbsent(identity(objective), id -> new ObjectiveModel());
  }

  BigDecimal progress(Objective objective) {
    return of(objective).progress(objective.aggregation());
  }

  boolean reached(Objective objective) {
    return progress(objective).compareTo(objective.target()) >= 0;
  }

  boolean hasProgress(Task task) {
    return task.objectives().stream().anyMatch(objective -> progress(objective).signum() != 0);
  }

  boolean isEmpty() {
    return objectives.values().stream().allMatch(ObjectiveModel::isEmpty);
  }

  /** "Completion holds when all (ALL, SEQUENCE) or any (ANY) are at their targets." */
  boolean holds(Task task) {
    return task.completion() == Task.Completion.ANY
        ? task.objectives().stream().anyMatch(this::reached)
        : task.objectives().stream().allMatch(this::reached);
  }

  /** "Progress never shows more than the target, except the surplus under REPEAT." */
  Map<String, BigDecimal> shown(Task task) {
    Map<String, BigDecimal> shown = new LinkedHashMap<>();
    for (Objective objective : task.objectives()) {
      BigDecimal progress = progress(objective);
      BigDecimal cut = carries(task) ? progress : progress.min(objective.target());
      shown.put(objective.id(), cut.stripTrailingZeros());
    }
    return shown;
  }

  /** "Under REPEAT with COUNT or SUM and one objective the surplus is carried over." */
  static boolean carries(Task task) {
    return task.recurrence().policy() == Policy.REPEAT
        && task.objectives().size() == 1
        && ObjectiveModel.carries(task.objectives().get(0).aggregation().function());
  }

  /** A round of {@code REPEAT} ends: "the objectives start again from zero". */
  void finishRound(Task task, boolean surplusDropped) {
    for (Objective objective : task.objectives()) {
      BigDecimal surplus = progress(objective).subtract(objective.target());
      of(objective).finish(carries(task) && !surplusDropped ? surplus : BigDecimal.ZERO);
    }
  }
}
