package io.renwu.violation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes a value of a document in a few words. */
public final class FoundValue {
  private static final int TEXT_LENGTH = 60;
  private static final int MESSAGE_LENGTH = 300;

  private FoundValue() {}

  public static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return '"' + cut(text, TEXT_LENGTH).replace("\n", "\\n").replace("\r", "\\r") + '"';
    }
    if (value instanceof BigDecimal || value instanceof UnreadableNumber) {
      return cut(value.toString(), TEXT_LENGTH);
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? "an empty array" : "an array of " + list.size();
    }
    return value instanceof Map ? "an object" : String.valueOf(value);
  }

  /** A library's message on one line of bounded length. */
  public static String shorten(@Nullable String message) {
    return cut(String.valueOf(message).replaceAll("\\s+", " "), MESSAGE_LENGTH);
  }

  private static String cut(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, length)) + "…";
  }
}
