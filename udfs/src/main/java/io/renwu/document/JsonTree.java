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
 * number, an {@link UnreadableNumber}. Maps and lists are unmodifiable.
 */
final class JsonTree {
  /** An exact decimal needs more characters only if it has redundant zeros. */
  private static final int MAX_NUMBER_LENGTH = 1000;

  private final JsonParser parser;
  private final Violations violations;

  JsonTree(JsonParser parser, Violations violations) {
    this.parser = parser;
    this.violations = violations;
  }

  /**
   * The place of a value. Its pointer is built only when needed, since few values have violations.
   *
   * @param parent null for the document itself
   * @param name null for an element
   * @param index the number of an element, from 0
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

  /** Reads a value from the current token, its first, to its last. */
  @Nullable Object read() throws IOException {
    return read(new Place(null, null, 0));
  }

  private @Nullable Object read(Place place) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> array(place);
      case VALUE_STRING -> text(place, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(place, parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default ->
          throw new IllegalStateException(
              "not the first token of a value: " + parser.currentToken());
    };
  }

  private Map<String, Object> object(Place place) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place member = new Place(place, name, 0);
      text(member, name);
      boolean repeated = members.containsKey(name);
      if (repeated) {
        violations.add(
            new Violation(
                member.pointer(), "a second value", "each field once", ViolationTarget.NAME));
      }
      parser.nextToken();
      Object value = read(member);
      if (!repeated) {
        members.put(name, value);
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array(Place place) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(new Place(place, null, elements.size())));
    }
    return Collections.unmodifiableList(elements);
  }

  private String text(Place place, String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      violations.add(place.pointer(), FoundValue.of(text), "text without unpaired surrogates");
    }
    return text;
  }

  private Object number(Place place, String text) {
    Optional<BigDecimal> exact = exact(text);
    if (exact.isPresent()) {
      return exact.get();
    }
    UnreadableNumber number =
        new UnreadableNumber(text.substring(0, Math.min(text.length(), MAX_NUMBER_LENGTH)));
    violations.add(
        place.pointer(),
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
