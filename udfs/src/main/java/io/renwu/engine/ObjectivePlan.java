package io.renwu.engine;

import io.renwu.model.Aggregation.Function;
import io.renwu.model.Event;
import io.renwu.model.Objective;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An objective made ready for counting.
 *
 * @param key {@link Identity#ofObjective}
 * @param path the keys of the nested attributes that lead to the field; empty without one
 */
record ObjectivePlan(
    int key,
    String id,
    List<String> behaviors,
    Function function,
    List<String> path,
    BigDecimal target) {

  static ObjectivePlan of(Objective objective) {
    String field = objective.aggregation().field();
    return new ObjectivePlan(
        Identity.ofObjective(objective),
        objective.id(),
        objective.behaviors(),
        objective.aggregation().function(),
        field == null ? List.of() : List.of(field.split("\\.", -1)),
        objective.target());
  }

  /** The value of the field, or null where it, or an object on the way to it, is absent. */
  Object value(Event event) {
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
