package io.renwu.condition;

import io.renwu.model.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event as conditions see it; what a condition says of it is found out once. Not thread-safe.
 */
public final class EventFacts {
  private final ConditionInput input;
  private final Map<Condition, ConditionResult> answers = new HashMap<>();
  private final Set<Condition> failed = new HashSet<>();

  public EventFacts(Event event) {
    this.input = new ConditionInput(event);
  }

  public Event event() {
    return input.event();
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
  public boolean satisfies(@Nullable Condition condition) {
    if (condition == null) {
      return true;
    }
    ConditionResult answer = result(condition);
    if (answer == ConditionResult.FAILED) {
      failed.add(condition);
    }
    return answer == ConditionResult.TRUE;
  }

  /** What a condition says of the event, without counting. */
  public ConditionResult result(Condition condition) {
    ConditionResult known = answers.get(condition);
    if (known != null) {
      return known;
    }
    ConditionResult answer = condition.result(input);
    answers.put(condition, answer);
    return answer;
  }
}
