package io.renwu.condition;

import java.util.Collection;
import java.util.Map;

/**
 * An upper bound of what one evaluation of a condition can cost, found without running it: {@code
 * fixed + scaled × size of the event's attributes}. So a condition that handles whole texts and
 * lists is still asked of events of the usual size, and is an error on one that is too large for
 * it.
 *
 * @param fixed what does not depend on the event, in units of about 100 ns
 * @param scaled how often as much is handled as there is in all of the event's attributes
 * @param wrong why the condition is not let in whatever its cost, or null
 */
record ConditionCost(long fixed, long scaled, String wrong) {
  /** 4 ms. */
  static final long MAX_COST = 40_000;

  /** Characters that are walked through in one unit. */
  private static final int CHARACTERS = 64;

  /** Units in which a value is walked through, copied and compared. */
  private static final int VALUE_UNITS = 2;

  static ConditionCost of(SimpleCondition condition) {
    return Shared.of(new ConditionCost(0, condition.sized(), null));
  }

  /** Why the condition is not let in, or null where it is. */
  String problem() {
    if (wrong != null) {
      return wrong;
    }
    return fixed + scaled > MAX_COST ? "it may cost too much to evaluate" : null;
  }

  /** Whether the evaluation stays within {@link #MAX_COST}. */
  boolean fits(EventFacts facts) {
    return scaled == 0 || fixed + scaled * facts.size() <= MAX_COST;
  }

  /**
   * The size of an event's attributes, at least 1.
   *
   * @param attributes of an event
   */
  static long sizeOf(Map<String, Object> attributes) {
    Size size = new Size();
    size.add(attributes);
    return 1 + size.values * VALUE_UNITS + size.characters / CHARACTERS;
  }

  private static final class Size {
    private long values;
    private long characters;

    void add(Object value) {
      values++;
      if (value instanceof String text) {
        characters += text.length();
      } else if (value instanceof Collection<?> list) {
        list.forEach(this::add);
      } else if (value instanceof Map<?, ?> map) {
        map.forEach(
            (key, member) -> {
              add(key);
              add(member);
            });
      }
    }
  }
}
