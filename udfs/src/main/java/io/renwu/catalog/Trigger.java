package io.renwu.catalog;

import io.renwu.condition.EventFacts;
import io.renwu.condition.EventPath;
import io.renwu.condition.ScalarValue;
import io.renwu.model.Period;
import java.time.Instant;

/** A fact about an event or its user because of which a task must be evaluated. */
sealed interface Trigger {
  /** True of every event. */
  record Always() implements Trigger {}

  /**
   * The event has a value.
   *
   * @param value a {@link ScalarValue}
   */
  record Value(EventPath path, Object value) implements Trigger {}

  /** The event happened before a schedule's start. */
  record Before(Instant startAt) implements Trigger {}

  /** The event happened at or after a schedule's end. */
  record After(Instant endAt) implements Trigger {}

  /** A reason for a refusal that is checked for each event. */
  sealed interface Gate extends Trigger {
    /** Whether the event is refused for this reason. */
    boolean isShut(EventFacts facts, UserFacts user);
  }

  /** The event's user is not in an audience. */
  record Excluded(CompiledAudience audience) implements Gate {
    @Override
    public boolean isShut(EventFacts facts, UserFacts user) {
      return audience.excludes(facts);
    }
  }

  /** The user has not completed a task. */
  record Locked(String precondition) implements Gate {
    @Override
    public boolean isShut(EventFacts facts, UserFacts user) {
      return !user.hasCompleted(precondition);
    }
  }

  /** The event came too late for its period. */
  record Late(Period period) implements Gate {
    @Override
    public boolean isShut(EventFacts facts, UserFacts user) {
      return user.isLate(period);
    }
  }
}
