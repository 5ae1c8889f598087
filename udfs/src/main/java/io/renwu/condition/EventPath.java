package io.renwu.condition;

import io.renwu.model.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The path to a value of an event in conditions: {@code eventId}, {@code userId}, {@code behavior},
 * {@code timezone}, or {@code attributes} and one or more names.
 */
public record EventPath(List<String> names) implements Comparable<EventPath> {
  /** The result of {@link #valueIn} for an absent value. JSON's null is not absent. */
  public static final Object ABSENT = new Object();

  /** The only variable of conditions: the event. */
  static final String VARIABLE = "event";

  private static final String ATTRIBUTES = "attributes";

  public EventPath {
    names = List.copyOf(names);
  }

  /** Whether the names are a valid path. */
  static boolean isPath(List<String> names) {
    return isAttribute(names) || (names.size() == 1 && isText(names.get(0)));
  }

  private static boolean isAttribute(List<String> names) {
    return names.size() > 1 && names.get(0).equals(ATTRIBUTES);
  }

  private static boolean isText(String name) {
    return switch (name) {
      case "eventId", "userId", "behavior", "timezone" -> true;
      default -> false;
    };
  }

  /** Whether the value can have any JSON type; otherwise it is a text. */
  boolean isAttribute() {
    return isAttribute(names);
  }

  /** The event's value; {@link #ABSENT} if it has none, null for JSON's null. */
  public @Nullable Object valueIn(Event event) {
    return switch (names.get(0)) {
      case "eventId" -> event.eventId();
      case "userId" -> event.userId();
      case "behavior" -> event.behavior();
      case "timezone" -> event.timezone() == null ? ABSENT : event.timezone();
      default -> attribute(event.attributes());
    };
  }

  private @Nullable Object attribute(Map<String, Object> attributes) {
    Object value = attributes;
    for (int i = 1; i < names.size(); i++) {
      if (!(value instanceof Map<?, ?> map)) {
        return ABSENT;
      }
      value = map.get(names.get(i));
      if (value == null && !map.containsKey(names.get(i))) {
        return ABSENT;
      }
    }
    return value;
  }

  @Override
  public int compareTo(EventPath other) {
    int common = Math.min(names.size(), other.names.size());
    for (int i = 0; i < common; i++) {
      int order = names.get(i).compareTo(other.names.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(names.size(), other.names.size());
  }

  @Override
  public String toString() {
    return VARIABLE + "." + String.join(".", names);
  }
}
