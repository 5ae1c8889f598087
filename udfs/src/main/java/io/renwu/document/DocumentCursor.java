package io.renwu.document;

import io.renwu.violation.FoundValue;
import io.renwu.violation.NearMiss;
import io.renwu.violation.Pointers;
import io.renwu.violation.UnreadableNumber;
import io.renwu.violation.Violation;
import io.renwu.violation.ViolationTarget;
import io.renwu.violation.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document. Its readers return the value; null if it is absent or wrong, and add a
 * violation if it is wrong. JSON's null is the same as an absent value.
 */
final class DocumentCursor {
  private final String pointer;
  private final @Nullable Object value;
  private final Violations violations;

  DocumentCursor(String pointer, @Nullable Object value, Violations violations) {
    this.pointer = pointer;
    this.value = value;
    this.violations = violations;
  }

  String pointer() {
    return pointer;
  }

  @Nullable Object value() {
    return value;
  }

  boolean isAbsent() {
    return value == null;
  }

  boolean isEmptyArray() {
    return value instanceof List<?> list && list.isEmpty();
  }

  /** Adds a violation: the value is not the expected one. */
  void reject(String expected) {
    if (!(value instanceof UnreadableNumber)) { // which has a violation already
      violations.add(pointer, isAbsent() ? "nothing" : FoundValue.of(value), expected);
    }
  }

  /** This place, whose value is required. */
  DocumentCursor required(String expected) {
    if (isAbsent()) {
      reject(expected);
    }
    return this;
  }

  /** This place, whose value may be an object with no fields but these. */
  DocumentCursor object(String... names) {
    if (value instanceof Map<?, ?> fields) {
      rejectOthers(fields, Arrays.asList(names));
    } else if (!isAbsent()) {
      reject("an object");
    }
    return this;
  }

  private void rejectOthers(Map<?, ?> fields, List<String> known) {
    for (Object key : fields.keySet()) {
      String name = (String) key;
      if (violations.isFull()) {
        return;
      }
      if (!known.contains(name)) {
        violations.add(
            new Violation(
                Pointers.member(pointer, name),
                "the unknown field " + FoundValue.of(name),
                NearMiss.of(name, known)
                    .map(near -> "perhaps \"" + near + '"')
                    .orElse("one of the fields " + String.join(", ", known)),
                ViolationTarget.NAME));
      }
    }
  }

  /** A field of this object; absent if this is not an object. */
  DocumentCursor get(String name) {
    Object field = value instanceof Map<?, ?> fields ? fields.get(name) : null;
    return new DocumentCursor(Pointers.member(pointer, name), field, violations);
  }

  /** A required field of this object; not required if this is not an object. */
  DocumentCursor required(String name, String expected) {
    DocumentCursor field = get(name);
    return value instanceof Map<?, ?> ? field.required(expected) : field;
  }

  /** The elements of an array; empty if this is not an array. */
  List<DocumentCursor> elements() {
    List<DocumentCursor> elements = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        elements.add(new DocumentCursor(Pointers.element(pointer, i), list.get(i), violations));
      }
    } else if (!isAbsent()) {
      reject("an array");
    }
    return elements;
  }

  /** A text whose length in code points is within bounds, both inclusive. */
  @Nullable String text(int minLength, int maxLength) {
    if (value instanceof String text) {
      int length = text.codePointCount(0, text.length());
      if (length >= minLength && length <= maxLength) {
        return text;
      }
    }
    if (!isAbsent()) {
      reject("a text of " + minLength + " to " + maxLength + " characters");
    }
    return null;
  }

  @Nullable String matching(Pattern pattern, String expected) {
    return matching(pattern.asMatchPredicate(), expected);
  }

  @Nullable String matching(Predicate<String> isExpected, String expected) {
    if (value instanceof String text && isExpected.test(text)) {
      return text;
    }
    if (!isAbsent()) {
      reject(expected);
    }
    return null;
  }

  @Nullable BigDecimal positive() {
    if (value instanceof BigDecimal number && number.signum() > 0) {
      return number;
    }
    if (!isAbsent()) {
      reject("a number above 0");
    }
    return null;
  }

  @Nullable BigDecimal notNegative() {
    if (value instanceof BigDecimal number && number.signum() >= 0) {
      return number;
    }
    if (!isAbsent()) {
      reject("a number that is not negative");
    }
    return null;
  }

  /** A whole number from 1. */
  @Nullable Integer count() {
    Long count = wholeNumber(1, Integer.MAX_VALUE);
    return count == null ? null : Math.toIntExact(count);
  }

  /** A whole number within bounds, both inclusive. */
  @Nullable Long wholeNumber(long min, long max) {
    if (value instanceof BigDecimal number
        && number.scale() <= 0
        && number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
      return number.longValueExact();
    }
    if (!isAbsent()) {
      reject("a whole number from " + min + " to " + max);
    }
    return null;
  }

  /** A constant by its name; the default if the value is absent. */
  <E extends Enum<E>> @Nullable E constant(E defaultValue) {
    return isAbsent() ? defaultValue : constant(defaultValue.getDeclaringClass());
  }

  /** A constant by its name. */
  <E extends Enum<E>> @Nullable E constant(Class<E> type) {
    return constant(List.of(type.getEnumConstants()), Enum::name);
  }

  /** One of several constants by its name. */
  <E> @Nullable E constant(List<E> constants, Function<E, String> name) {
    for (E constant : constants) {
      if (name.apply(constant).equals(value)) {
        return constant;
      }
    }
    if (!isAbsent()) {
      reject(oneOf(constants, name));
    }
    return null;
  }

  /** Lists the names of constants. */
  static <E> String oneOf(List<E> constants, Function<E, String> name) {
    return constants.stream().map(name).collect(Collectors.joining(", ", "one of ", ""));
  }

  /** Lists the names of an enum's constants. */
  static <E extends Enum<E>> String oneOf(Class<E> type) {
    return oneOf(List.of(type.getEnumConstants()), Enum::name);
  }
}
