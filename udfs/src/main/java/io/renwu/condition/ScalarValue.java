package io.renwu.condition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Values that conditions compare, in a form in which CEL's equality is that of {@link
 * Object#equals}: text, truth values, null, and numbers as doubles. Values of other types equal
 * none of them.
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

  /** Whole numbers up to here are doubles without loss. */
  private static final long MAX_WHOLE = 1L << 53;

  private ScalarValue() {}

  /**
   * The scalar of an event's value.
   *
   * @param value of {@link EventPath#valueIn}
   * @return null where it is none
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

  /** The scalar of a number: the two zeros are one. */
  public static Object of(double number) {
    return number == 0 ? 0.0 : number;
  }

  /** The scalar of a whole number, or null where no double is that number. */
  public static @Nullable Object of(long number) {
    return Math.abs(number) <= MAX_WHOLE && number != Long.MIN_VALUE ? of((double) number) : null;
  }
}
