package io.renwu.rules;

import io.renwu.model.Event;

/**
 * One event as conditions see it; what a condition says of it is found out once. For one thread.
 */
public final class EventFacts {
  private final Event event;
  private int failedConditions;

  public EventFacts(Event event) {
    this.event = event;
  }

  public Event event() {
    return event;
  }

  /** How many distinct conditions failed on this event so far, and so were false. */
  public int failedConditions() {
    return failedConditions;
  }
}
