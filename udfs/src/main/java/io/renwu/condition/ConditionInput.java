package io.renwu.condition;

import io.renwu.model.Event;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the input of conditions. Its CEL form and its size are computed at most once, on
 * first use. Not thread-safe.
 */
final class ConditionInput {
  /** Characters processed in one unit of cost. */
  private static final int CHARACTERS = 64;

  /** The units of cost to visit, copy and compare a value. */
  private static final int VALUE_UNITS = 2;

  private final Event event;
  private @Nullable Map<String, EventValue> variables;
  private long size = -1;

  ConditionInput(Event event) {
    this.event = event;
  }

  Event event() {
    return event;
  }

  /** The event as the variables of a CEL program. */
  Map<String, EventValue> variables() {
    if (variables == null) {
      variables = Map.of(EventPath.VARIABLE, new EventValue(event));
    }
    return variables;
  }

  /** The size of the event's attributes, at least 1, in units of {@link ConditionCost}. */
  long size() {
    if (size < 0) {
      size = sizeOf(event.attributes());
    }
    return size;
  }

  private static long sizeOf(Map<String, Object> attributes) {
    Size size = new Size();
    size.add(attributes);
    return 1 + size.values * VALUE_UNITS + size.characters / CHARACTERS;
  }

  private static final class Size {
    private long values;
    private long characters;

    void add(@Nullable Object value) {
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
