package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Estimates the size of values as JSON without writing them. */
public final class JsonSize {
  /** Of a member or an element: comma, colon, quotation marks. */
  private static final int FRAME_BYTES = 4;

  /** Of a sign, a point and a zero before it. */
  private static final int NUMBER_BYTES = 3;

  /** Of null, true and false. */
  private static final int WORD_BYTES = 5;

  private static final int ESCAPE_BYTES = 6;

  /** Of a character beyond ASCII, or of each half of a pair of surrogates. */
  private static final int MOST_CHAR_BYTES = 3;

  private JsonSize() {}

  /**
   * An upper bound of a value's bytes as UTF-8 JSON.
   *
   * @param value a text, decimal (written plain), boolean, null, or a map or list of them
   */
  public static long of(Object value) {
    long bytes = FRAME_BYTES;
    if (value instanceof String text) {
      return bytes + text(text);
    }
    if (value instanceof BigDecimal number) {
      return bytes + NUMBER_BYTES + number.precision() + Math.abs((long) number.scale());
    }
    if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        bytes += of(member.getKey()) + of(member.getValue());
      }
      return bytes;
    }
    if (value instanceof List<?> elements) {
      for (Object element : elements) {
        bytes += of(element);
      }
      return bytes;
    }
    return bytes + WORD_BYTES;
  }

  private static long text(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        bytes += ESCAPE_BYTES;
      } else if (c >= 0x80) {
        bytes += MOST_CHAR_BYTES;
      } else {
        bytes += c == '"' || c == '\\' ? 2 : 1;
      }
    }
    return bytes;
  }
}
