package io.renwu.condition;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts JSON values to CEL: numbers to doubles, null to CEL's null. */
final class JsonValues {
  private JsonValues() {}

  /**
   * Converts a value of {@link io.renwu.model.Event#attributes()}.
   *
   * @param value text, number, boolean, list or map; null for JSON's null
   */
  static Object toCel(@Nullable Object value) {
    if (value == null) {
      return NullValue.NULL_VALUE;
    }
    if (value instanceof BigDecimal number) {
      return toDouble(number);
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof List<?> list) {
      List<Object> converted = new ArrayList<>(list.size());
      for (Object element : list) {
        converted.add(toCel(element));
      }
      return new JsonList(converted);
    }
    return value;
  }

  /** The nearest double; a number too small for a double is 0, never -0. */
  static double toDouble(BigDecimal number) {
    return number.doubleValue() + 0.0;
  }

  static JsonObject object(Map<?, ?> map) {
    Map<String, Object> converted = new LinkedHashMap<>();
    map.forEach((key, value) -> converted.put((String) key, toCel(value)));
    return new JsonObject(converted);
  }
}
