package io.renwu.cli;

import io.renwu.violation.Position;

/**
 * Formats a line of a file for a terminal, with a caret under one character:
 *
 * <pre>
 *   12 |     "target": 0,
 *      |               ^
 * </pre>
 *
 * A long line is cut to the part around the caret.
 */
public final class LineExcerpt {
  /** The most columns of an excerpt. */
  private static final int WIDTH = 96;

  private static final String TAB = "  ";
  private static final char UNPRINTABLE = '\uFFFD';
  private static final String CUT = "…";
  private static final String BAR = " | ";
  private static final int NUMBER_WIDTH = 5;

  private LineExcerpt() {}

  /** The line and the caret below it, without a line end after the caret. */
  public static String of(String line, Position position) {
    int at = line.offsetByCodePoints(0, position.column() - 1);
    boolean fits =
        line.length() <= WIDTH && TextWidth.of(printable(line, 0, line.length())) <= WIDTH;
    int around = fits ? WIDTH : WIDTH / 2;
    String before = before(line, at, around);
    String number = String.valueOf(position.line());
    String margin = " ".repeat(Math.max(0, NUMBER_WIDTH - number.length()));
    return margin
        + number
        + BAR
        + before
        + after(line, at, around)
        + System.lineSeparator()
        + margin
        + " ".repeat(number.length())
        + BAR
        + " ".repeat(TextWidth.of(before))
        + '^';
  }

  private static String before(String line, int at, int most) {
    int from = at;
    int width = 0;
    while (from > 0) {
      int c = line.codePointBefore(from);
      width += TextWidth.of(printable(c));
      if (width > most) {
        return CUT + printable(line, from, at);
      }
      from -= Character.charCount(c);
    }
    return printable(line, 0, at);
  }

  private static String after(String line, int at, int most) {
    int to = at;
    int width = 0;
    while (to < line.length()) {
      int c = line.codePointAt(to);
      width += TextWidth.of(printable(c));
      if (width > most) {
        return printable(line, at, to) + CUT;
      }
      to += Character.charCount(c);
    }
    return printable(line, at, to);
  }

  private static String printable(String line, int from, int to) {
    StringBuilder shown = new StringBuilder();
    line.substring(from, to).codePoints().forEach(c -> shown.append(printable(c)));
    return shown.toString();
  }

  private static String printable(int c) {
    if (c == '\t') {
      return TAB;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          String.valueOf(UNPRINTABLE);
      default -> Character.toString(c);
    };
  }
}
