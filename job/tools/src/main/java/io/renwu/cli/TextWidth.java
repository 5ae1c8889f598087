package io.renwu.cli;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: East Asian wide characters and emoji take two. */
public final class TextWidth {
  private TextWidth() {}

  /** Of all characters together. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** The longest beginning of the text that takes at most so many columns. */
  public static String cut(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += of(codePoint);
      if (used > columns) {
        return text.substring(0, end);
      }
      end += Character.charCount(codePoint);
    }
    return text;
  }

  /** Control characters, for which the table has -1, take no column. */
  private static int of(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }
}
