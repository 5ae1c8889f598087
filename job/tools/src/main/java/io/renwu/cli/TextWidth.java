package io.renwu.cli;

import org.jline.utils.WCWidth;

/** Measures text in columns of a terminal: East Asian wide characters and emoji take two. */
public final class TextWidth {
  private TextWidth() {}

  /** The number of columns of a text. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** The longest prefix of the text that takes at most that many columns. */
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

  /** Control characters, for which {@code wcwidth} is -1, take no column. */
  private static int of(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }
}
