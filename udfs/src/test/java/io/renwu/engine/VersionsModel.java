package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.model.Task;
import io.renwu.model.Task.InFlight;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which version of a task governs an event, and which evaluates it. */
final class VersionsModel {
  private final List<Task> all;

  VersionsModel(List<Task> all) {
    this.all = all;
  }

  /**
   * The version that evaluates.
   *
   * @param emptied whether the objectives start from zero on the way to it
   * @param kept whether it is another than the governing one
   */
  record Evaluating(Task version, boolean emptied, boolean kept) {}

  /** "The tasks that name its behaviour are taken in the order of taskId." */
  List<String> taskIds() {
    return all.stream().map(Task::taskId).distinct().sorted().toList();
  }

  /** "An event whose behaviour no version of any task names leaves no trace." */
  boolean anyNames(String behavior) {
    return all.stream().anyMatch(v -> names(v, behavior));
  }

  /** A claim is looked at where "some version of some task has a CLAIM reward". */
  boolean anythingToClaim() {
    return all.stream()
        .anyMatch(
            v ->
                v.rewards().stream().anyMatch(HistoryModel::isClaimed)
                    || v.tiers().stream()
                        .anyMatch(
                            tier -> tier.rewards().stream().anyMatch(HistoryModel::isClaimed)));
  }

  /** Whether the behaviour stands "in behaviors or cancelBehaviors" of a version. */
  static boolean names(Task version, String behavior) {
    return version.objectives().stream()
        .anyMatch(o -> o.behaviors().contains(behavior) || o.cancelBehaviors().contains(behavior));
  }

  /** "An event whose type is in an objective's cancelBehaviors", in any version. */
  boolean cancels(String taskId, Event event) {
    return of(taskId)
        .flatMap(version -> version.objectives().stream())
        .anyMatch(objective -> objective.cancelBehaviors().contains(event.behavior()));
  }

  /** "An event is governed by the highest version whose effectiveAt is not after its time." */
  Task governing(String taskId, Instant time) {
    return of(taskId)
        .filter(v -> !v.effectiveAt().isAfter(time))
        .max(Comparator.comparingInt(Task::version))
        .orElse(null);
  }

  /**
   * "What a new version does to a user who is inside a period with progress": the versions above
   * the one that evaluated last are met one after the other, up to the governing one. "A late event
   * that an older version governs is evaluated under it."
   *
   * @param last the version under which the period was evaluated last, or null where nothing
   *     counted
   * @param underWay whether the period is still to be finished, for {@code NEXT_PERIOD}
   */
  Evaluating evaluating(Task governing, Integer last, boolean underWay) {
    if (last == null || governing.version() <= last) {
      return new Evaluating(governing, false, false);
    }
    Task reached = version(governing.taskId(), last);
    boolean emptied = false;
    for (Task version :
        of(governing.taskId()).sorted(Comparator.comparingInt(Task::version)).toList()) {
      boolean met =
          version.version() > last
              && version.version() <= governing.version()
              && version.status() == reached.status()
              && governsSomething(version);
      boolean progress = underWay && !(emptied && version.period().isEndless());
      if (met && !(version.inFlight() == InFlight.NEXT_PERIOD && progress)) {
        reached = version;
        emptied |= version.inFlight() == InFlight.RESET;
      }
    }
    return new Evaluating(reached, emptied, !reached.equals(governing));
  }

  Task version(String taskId, int number) {
    return of(taskId).filter(v -> v.version() == number).findFirst().orElseThrow();
  }

  private boolean governsSomething(Task version) {
    return of(version.taskId())
        .noneMatch(
            higher ->
                higher.version() > version.version()
                    && !higher.effectiveAt().isAfter(version.effectiveAt()));
  }

  private Stream<Task> of(String taskId) {
    return all.stream().filter(v -> v.taskId().equals(taskId));
  }
}
