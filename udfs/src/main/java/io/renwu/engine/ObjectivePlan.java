package io.renwu.engine;

import io.renwu.model.Aggregation.Function;
import io.renwu.model.Event;
import io.renwu.model.Objective;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An objective, prepared for counting.
 *
 * @param key {@link StateIds#ofObjective}
 * @param frequencyOwner {@link StateIds#ofFrequency}
 * @param path the keys of the nested attributes that lead to the field; empty without one
 * @param cancelPath the keys that lead to the value by which an event can be cancelled; empty if
 *     none can
 */
record ObjectivePlan(
    Objective objective, int key, int frequencyOwner, List<String> path, List<String> cancelPath) {

  static ObjectivePlan of(Objective objective) {
    List<String> path = path(objective.aggregation().field());
    boolean byField = objective.aggregation().function() == Function.COUNT_DISTINCT;
    List<String> cancelPath = byField ? path : path(objective.cancelKey());
    return new ObjectivePlan(
        objective,
        StateIds.ofObjective(objective),
        StateIds.ofFrequency(objective.id()),
        path,
        objective.cancelBehaviors().isEmpty() ? List.of() : cancelPath);
  }

  private static List<String> path(@Nullable String field) {
    return field == null ? List.of() : List.of(field.split("\\.", -1));
  }

  String id() {
    return objective.id();
  }

  Function function() {
    return objective.aggregation().function();
  }

  BigDecimal target() {
    return objective.target();
  }

  boolean adds(String behavior) {
    return objective.behaviors().contains(behavior);
  }

  boolean cancels(String behavior) {
    return objective.cancelBehaviors().contains(behavior);
  }

  /** The value of the field; null if it or an enclosing object is absent. */
  @Nullable Object value(Event event) {
    return value(event, path);
  }

  /** The value by which the event can be cancelled or cancels; empty for none. */
  Optional<byte[]> cancelValue(Event event) {
    return cancelPath.isEmpty() ? Optional.empty() : DistinctValue.of(value(event, cancelPath));
  }

  private static @Nullable Object value(Event event, List<String> path) {
    Object value = event.attributes();
    for (String name : path) {
      if (!(value instanceof Map<?, ?> object)) {
        return null;
      }
      value = object.get(name);
    }
    return value;
  }
}
