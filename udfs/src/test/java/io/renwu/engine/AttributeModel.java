package io.renwu.engine;

import io.renwu.model.Event;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a dotted path finds in an event's attributes. */
final class AttributeModel {
  private static final int MOST_DIGITS = 38;

  private AttributeModel() {}

  /**
   * "A dotted path under attributes (objects only)"; "text and numbers; a number and its text are
   * different values"; "1, 1.0 and 1e0 are one value".
   *
   * @return a text, a number in one form, or null for anything else
   */
  static Object at(Event event, String path) {
    Object value = event.attributes();
    for (String name : List.of(path.split("\\."))) {
      value = value instanceof Map<?, ?> object ? object.get(name) : null;
    }
    if (value instanceof BigDecimal number) {
      return isNumber(number) ? number.stripTrailingZeros() : null;
    }
    return value instanceof String ? value : null;
  }

  /** "A number of more than 38 digits, or beyond 1e±30, is no number." */
  private static boolean isNumber(BigDecimal number) {
    BigDecimal size = number.abs().stripTrailingZeros();
    return size.signum() == 0
        || (size.precision() <= MOST_DIGITS
            && size.compareTo(new BigDecimal("1e30")) <= 0
            && size.compareTo(new BigDecimal("1e-30")) >= 0);
  }
}
