package io.renwu.engine;

import io.renwu.engine.PeriodModel.Place;
import io.renwu.model.Event;
import io.renwu.model.Period;
import io.renwu.model.Task;
import java.time.Instant;

/**
 * One event before one version of a task.
 *
 * @param task the version that evaluates
 * @param place the period that the event belongs to, or that a cancel event points to
 * @param end of the period, null for all of time
 * @param closesAt from when on an event is received too late, null for all of time
 */
record SceneModel(Task task, Event event, Place place, Instant end, Instant closesAt) {
  /**
   * The scene of the governing version.
   *
   * @param moment by which the period is found
   */
  static SceneModel of(Task governing, Event event, Instant moment) {
    Period period = governing.period();
    CalendarModel.Found found = CalendarModel.find(period.unit(), period, moment, event.timezone());
    boolean shadow = governing.status() == Task.Status.SHADOW;
    Instant closesAt = found.end() == null ? null : found.end().plus(period.allowedLateness());
    return new SceneModel(
        governing,
        event,
        new Place(governing.taskId(), shadow, found.name()),
        found.end(),
        closesAt);
  }

  /** The same for the version that evaluates. */
  SceneModel under(Task version) {
    return new SceneModel(version, event, place, end, closesAt);
  }

  /** "receivedAt ≥ the end of the event's period + allowedLateness (never for unit NONE)." */
  boolean closed() {
    return closesAt != null && !event.receivedAt().isBefore(closesAt);
  }
}
