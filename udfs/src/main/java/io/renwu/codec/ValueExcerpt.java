package io.renwu.codec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Describes a value briefly and printably, for messages. */
final class ValueExcerpt {
  /** The maximum characters of a text in a message. */
  private static final int MAX_CHARS = 60;

  private ValueExcerpt() {}

  static String of(Object value) {
    if (value instanceof String text) {
      return "\"" + cut(text) + "\"";
    }
    if (value instanceof BigDecimal number) {
      return "number " + cut(number.toString());
    }
    if (value instanceof List<?>) {
      return "an array";
    }
    return value instanceof Map<?, ?> ? "an object" : String.valueOf(value);
  }

  /** The text's beginning, with control characters and unpaired surrogates replaced. */
  static String cut(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .limit(MAX_CHARS)
        .map(c -> Character.isISOControl(c) || UnicodeCheck.isSurrogate(c) ? '\uFFFD' : c)
        .forEach(printable::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_CHARS
        ? printable.append('…').toString()
        : printable.toString();
  }
}
