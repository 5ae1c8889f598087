package io.renwu.engine;

import io.renwu.condition.EventFacts;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import java.time.Duration;

/**
 * What the decisions of all tasks about one event share.
 *
 * @param user the state of the event's user before the event
 * @param largeSets of the user before the event
 * @param recorder records the changes to them
 * @param level the decisions that are reported
 */
record EventContext(
    EventFacts facts,
    UserState user,
    LargeSets largeSets,
    SetChangeRecorder recorder,
    DecisionLevel level,
    Duration memoryHorizon) {
  Event event() {
    return facts.event();
  }
}
