package io.renwu.condition;

import io.renwu.model.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One event as conditions see it; what a condition says of it is found out once. For one thread.
 */
public final class EventFacts {
  private final Event event;
  private final Map<Condition, Answer> answers = new HashMap<>();
  private final Set<Condition> failed = new HashSet<>();
  private Map<String, EventValue> variables;
  private long size = -1;

  public EventFacts(Event event) {
    this.event = event;
  }

  public Event event() {
    return event;
  }

  /** How many distinct conditions that a task was decided by failed so far, and so were false. */
  public int failedConditions() {
    return failed.size();
  }

  /**
   * Whether a condition is true of the event; one that failed is counted.
   *
   * @param condition null for one that is always true
   */
  public boolean satisfies(Condition condition) {
    if (condition == null) {
      return true;
    }
    Answer answer = answer(condition);
    if (answer == Answer.FAILED) {
      failed.add(condition);
    }
    return answer == Answer.TRUE;
  }

  /** What a condition says of the event, without counting. */
  public Answer answer(Condition condition) {
    Answer known = answers.get(condition);
    if (known != null) {
      return known;
    }
    Answer answer = condition.ask(this);
    answers.put(condition, answer);
    return answer;
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
