package io.renwu.rules;

import io.renwu.model.Event;
import java.util.HashMap;
import java.util.Map;

/**
 * One event as conditions see it; what a condition says of it is found out once. For one thread.
 */
public final class EventFacts {
  private final Event event;
  private final Map<Condition, Answer> answers = new HashMap<>();
  private Map<String, EventValue> variables;
  private long size = -1;
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

  /**
   * Whether a condition is true of the event.
   *
   * @param condition null for one that is always true
   */
  boolean satisfies(Condition condition) {
    if (condition == null) {
      return true;
    }
    Answer answer = answers.get(condition);
    if (answer == null) {
      answer = condition.ask(this);
      answers.put(condition, answer);
      if (answer == Answer.FAILED) {
        failedConditions++;
      }
    }
    return answer == Answer.TRUE;
  }

  /** How large the event's attributes are, as {@link ConditionCost} weighs them. */
  long size() {
    if (size < 0) {
      size = ConditionCost.sizeOf(event.attributes());
    }
    return size;
  }

  /** The event as CEL's programs take it. */
  Map<String, EventValue> variables() {
    if (variables == null) {
      variables = Map.of(Conditions.VARIABLE, new EventValue(event));
    }
    return variables;
  }
}
