package io.renwu.engine;

import io.renwu.model.Audience;
import io.renwu.model.CalendarUnit;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/** Steps 2 to 7 of an evaluation: what keeps an event from being looked at at all. */
final class GateModel {
  private final HistoryModel history;
  private final Duration memoryHorizon;
  private final Map<String, Predicate<Event>> conditions;

  GateModel(
      HistoryModel history, Duration memoryHorizon, Map<String, Predicate<Event>> conditions) {
    this.history = history;
    this.memoryHorizon = memoryHorizon;
    this.conditions = conditions;
  }

  /**
   * The first step that applies, or null.
   *
   * @param completedBefore "preconditions see the completions from before this event"
   */
  DecisionCode closedBy(SceneModel scene, Set<String> completedBefore) {
    Task task = scene.task();
    Event event = scene.event();
    if (event.time().isBefore(task.schedule().startAt())
        || !event.time().isBefore(task.schedule().endAt())) {
      return DecisionCode.OUT_OF_SCHEDULE;
    }
    if (!holds(task.audience().filter(), event) || !rolledOut(task.audience().rollout(), event)) {
      return DecisionCode.NOT_IN_AUDIENCE;
    }
    if (!completedBefore.containsAll(task.preconditions())) {
      return DecisionCode.LOCKED;
    }
    if (scene.closed()) {
      return DecisionCode.LATE;
    }
    if (nothingLeft(scene)) {
      return DecisionCode.ALREADY_COMPLETED;
    }
    if (limitForgotten(scene) || limitReached(scene)) {
      return DecisionCode.LIMIT_REACHED;
    }
    return null;
  }

  /** Whether a condition is true; everything is where there is none. */
  boolean holds(String condition, Event event) {
    return condition == null || conditions.get(condition).test(event);
  }

  /** "CRC-32(UTF-8 of salt + ":" + userId) mod 10000 < percent × 100." */
  private static boolean rolledOut(Audience.Rollout rollout, Event event) {
    if (rollout == null) {
      return true;
    }
    CRC32 crc = new CRC32();
    crc.update((rollout.salt() + ":" + event.userId()).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 10000 < rollout.basisPoints();
  }

  /**
   * "ONCE and completed; PER_PERIOD and completed in this period; REPEAT and maxCompletions reached
   * in this period."
   */
  boolean nothingLeft(SceneModel scene) {
    Integer most = scene.task().recurrence().maxCompletions();
    int completions = history.completions(scene.place());
    return switch (scene.task().recurrence().policy()) {
      case ONCE -> history.everCompleted(scene.place());
      case PER_PERIOD -> completions > 0;
      case REPEAT -> most != null && completions >= most;
    };
  }

  /** "A USER limit is used up for the unit that holds time." */
  boolean limitReached(SceneModel scene) {
    return history.limitReached(scene.task(), scene.place(), scene.event());
  }

  /** A limit's unit that ended a memory horizon ago counts as used up. */
  private boolean limitForgotten(SceneModel scene) {
    return scene.task().userLimits().stream()
        .anyMatch(limit -> limit.per() != CalendarUnit.ALWAYS && forgotten(limit.per(), scene));
  }

  /** Whether a unit of the calendar ended a memory horizon before the event was received. */
  boolean forgotten(CalendarUnit unit, SceneModel scene) {
    Event event = scene.event();
    Instant end =
        CalendarModel.find(unit, scene.task().period(), event.time(), event.timezone()).end();
    return !event.receivedAt().isBefore(end.plus(memoryHorizon));
  }
}
