package io.renwu.condition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Converts values that conditions compare to a form whose {@link Object#equals} is CEL's equality:
 * texts, booleans, null, and numbers as doubles. Values of other types have no scalar.
 */
public final class ScalarValue {
  /** JSON's null. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  /** Whole numbers up to this one are exact as doubles. */
  private static final long MAX_WHOLE = 1L << 53;

  private ScalarValue() {}

  /**
   * The scalar of an event's value.
   *
   * @param value of {@link EventPath#valueIn}
   * @return null for a value without a scalar
   */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof BigDecimal number) {
      return JsonValues.toDouble(number);
    }
    return value == null ? NULL : null;
  }

  /** The scalar of a number; that of -0 is 0. */
  public static Object of(double number) {
    return number == 0 ? 0.0 : number;
  }

  /** The scalar of a whole number; null if it is too large for an exact double. */
  public static @Nullable Object of(long number) {
    return Math.abs(number) <= MAX_WHOLE && number != Long.MIN_VALUE ? of((double) number) : null;
  }
}
