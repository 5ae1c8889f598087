package io.renwu.condition;

import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.StructValue;
import io.renwu.model.Event;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variable {@code event} of conditions. */
@Immutable
@SuppressWarnings("Immutable") // the attributes are converted at their first use, by one thread
final class EventValue extends StructValue<String, EventValue> {
  private static final Map<String, CelType> FIELDS =
      Map.of(
          "eventId", SimpleType.STRING,
          "userId", SimpleType.STRING,
          "behavior", SimpleType.STRING,
          "time", SimpleType.TIMESTAMP,
          "timezone", SimpleType.STRING,
          "attributes", MapType.create(SimpleType.STRING, SimpleType.DYN));

  /** The type of the event for CEL's type checker. */
  static final StructType TYPE =
      StructType.create(
          "renwu.Event",
          ImmutableSet.copyOf(FIELDS.keySet()),
          name -> Optional.ofNullable(FIELDS.get(name)));

  private final Event event;
  private @Nullable JsonObject attributes;

  EventValue(Event event) {
    this.event = event;
  }

  @Override
  public EventValue value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public Object select(String field) {
    Object value = get(field);
    if (value == null) {
      throw CelAttributeNotFoundException.forMissingMapKey(field);
    }
    return value;
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.ofNullable(get(field));
  }

  private @Nullable Object get(String field) {
    return switch (field) {
      case "eventId" -> event.eventId();
      case "userId" -> event.userId();
      case "behavior" -> event.behavior();
      case "time" -> event.time();
      case "timezone" -> event.timezone();
      case "attributes" -> attributes();
      default -> null;
    };
  }

  private JsonObject attributes() {
    if (attributes == null) {
      attributes = JsonValues.object(event.attributes());
    }
    return attributes;
  }
}
