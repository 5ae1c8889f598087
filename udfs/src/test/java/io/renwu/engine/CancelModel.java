package io.renwu.engine;

import io.renwu.model.Aggregation.Function;
import io.renwu.model.Event;
import io.renwu.model.Objective;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Task;
import io.renwu.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a cancel event takes back. */
final class CancelModel {
  private final HistoryModel history;
  private final Duration memoryHorizon;

  CancelModel(HistoryModel history, Duration memoryHorizon) {
    this.history = history;
    this.memoryHorizon = memoryHorizon;
  }

  /**
   * "It is sought in the period of this event's time, or, where a cancel event carries an attribute
   * originalTime, in the period of that time."
   */
  static Instant pointsTo(Event event) {
    return Timestamps.parse(event.attributes().get("originalTime")).orElse(event.time());
  }

  /** Whether the period ended so long ago that nothing in it is known any more. */
  boolean forgotten(SceneModel scene) {
    return scene.closesAt() != null
        && !scene.event().receivedAt().isBefore(scene.closesAt().plus(memoryHorizon));
  }

  /** Takes back what the event names; whether anything changed. */
  boolean takeBack(SceneModel scene, PeriodModel period) {
    if (period.settled || stands(scene)) {
      return false;
    }
    boolean changed = false;
    List<Objective> objectives =
        scene.task().objectives().stream()
            .filter(o -> o.cancelBehaviors().contains(scene.event().behavior()))
            .toList();
    for (Objective objective : objectives) {
      Object key = AttributeModel.at(scene.event(), keyPath(objective));
      changed |= key != null && period.of(objective).takeBack(key);
    }
    return changed;
  }

  /** "The aggregation's field (for COUNT and STREAK: cancelKey); for SUM, cancelKey too." */
  private static String keyPath(Objective objective) {
    return objective.aggregation().function() == Function.COUNT_DISTINCT
        ? objective.aggregation().field()
        : objective.cancelKey();
  }

  /**
   * "With clawback NONE a completion stands, progress of a completed period … no longer changes";
   * what a round of {@code REPEAT} held is out of reach anyway.
   */
  private boolean stands(SceneModel scene) {
    return scene.task().clawback() == Task.Clawback.NONE
        && scene.task().recurrence().policy() != Policy.REPEAT
        && history.completions(scene.place()) > 0;
  }
}
