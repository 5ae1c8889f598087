package io.renwu.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.renwu.model.Decimals;
import io.renwu.violation.FoundValue;
import io.renwu.violation.Pointers;
import io.renwu.violation.UnreadableNumber;
import io.renwu.violation.Violation;
import io.renwu.violation.ViolationTarget;
import io.renwu.violation.Violations;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value into {@link String}, {@link Boolean}, {@link Map} (in the document's order),
 * {@link List}, null, a {@linkplain Decimals#exact canonical} {@link BigDecimal} or, for another
 * number, an {@link UnreadableNumber}. Nothing in it can be changed.
 */
final class JsonTree {
  /** No exact decimal is written with more characters but for zeros that say nothing. */
  private static final int MAX_NUMBER_LENGTH = 1000;

  private final JsonParser parser;
  private final Violations violations;

  JsonTree(JsonParser parser, Violations violations) {
    this.parser = parser;
    this.violations = violations;
  }

  /**
   * Where a value stands. The pointer is made where it is asked for: a document has many places and
   * few that are wrong.
   *
   * @param parent null for the document itself
   * @param name null for an element of an array
   * @param index of an element
   */
  private record Place(@Nullable Place parent, @Nullable String name, int index) {
    String pointer() {
      if (parent == null) {
        return "";
      }
      return name == null
          ? Pointers.element(parent.pointer(), index)
          : Pointers.member(parent.pointer(), name);
    }
  }

  /** Reads the value whose first token is the current one, up to its last token. */
  @Nullable Object read() throws IOException {
    return read(new Place(null, null, 0));
  }

  private @Nullable Object read(Place pointer) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(pointer);
      case START_ARRAY -> array(pointer);
      case VALUE_STRING -> text(pointer, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer, parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("no value: " + parser.currentToken());
    };
  }

  private Map<String, Object> object(Place pointer) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place at = new Place(pointer, name, 0);
      text(at, name);
      boolean repeated = members.containsKey(name);
      if (repeated) {
        violations.add(
            new Violation(at.pointer(), "a second value", "each field once", ViolationTarget.NAME));
      }
      parser.nextToken();
      Object value = read(at);
      if (!repeated) {
        members.put(name, value);
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array(Place pointer) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(new Place(pointer, null, elements.size())));
    }
    return Collections.unmodifiableList(elements);
  }

  private String text(Place pointer, String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      violations.add(pointer.pointer(), FoundValue.of(text), "text without half surrogate pairs");
    }
    return text;
  }

  private Object number(Place pointer, String text) {
    Optional<BigDecimal> exact = exact(text);
    if (exact.isPresent()) {
      return exact.get();
    }
    UnreadableNumber number =
        new UnreadableNumber(text.substring(0, Math.min(text.length(), MAX_NUMBER_LENGTH)));
    violations.add(
        pointer.pointer(),
        FoundValue.of(number),
        "a number of at most " + Decimals.MAX_DIGITS + " digits, within 1e-30 and 1e30");
    return number;
  }

  private static Optional<BigDecimal> exact(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      return Decimals.exact(new BigDecimal(text));
    } catch (NumberFormatException exponentBeyondInt) {
      return Optional.empty();
    }
  }
}
