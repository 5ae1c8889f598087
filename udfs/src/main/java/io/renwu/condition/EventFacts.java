package io.renwu.condition;

import io.renwu.model.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event with the results of conditions. Each is evaluated at most once, unless that is
 * {@linkplain Condition#isCheap cheap}. Not thread-safe.
 */
public final class EventFacts {
  private final ConditionInput input;
  private Map<Condition, ConditionResult> answers = Map.of();
  private Set<Condition> failed = Set.of();

  public EventFacts(Event event) {
    this.input = new ConditionInput(event);
  }

  public Event event() {
    return input.event();
  }

  /**
   * The number of distinct conditions that {@link #satisfies} found to fail, and so to be false.
   */
  public int failedConditions() {
    return failed.size();
  }

  /**
   * Whether a condition is true of the event. A failure is counted.
   *
   * @param condition null for one that is always true
   */
  public boolean satisfies(@Nullable Condition condition) {
    if (condition == null) {
      return true;
    }
    ConditionResult answer = result(condition);
    if (answer == ConditionResult.FAILED) {
      failed = failed.isEmpty() ? new HashSet<>() : failed;
      failed.add(condition);
    }
    return answer == ConditionResult.TRUE;
  }

  /** The result of a condition, without counting a failure. */
  public ConditionResult result(Condition condition) {
    if (condition.isCheap()) {
      return condition.result(input);
    }
    ConditionResult known = answers.get(condition);
    if (known != null) {
      return known;
    }
    ConditionResult answer = condition.result(input);
    answers = answers.isEmpty() ? new HashMap<>() : answers;
    answers.put(condition, answer);
    return answer;
  }
}
