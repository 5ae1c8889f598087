package io.renwu.demo.view;

import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** The style of a piece of text. */
enum TextTone {
  PLAIN,
  STRONG(Style.bold),
  FAINT(Style.faint),
  ACCENT(Style.fg_cyan),
  GOOD(Style.fg_green),
  WARNING(Style.fg_yellow),
  BAD(Style.fg_red, Style.bold);

  private final String on;
  private final String off;

  TextTone(IStyle... styles) {
    on = Style.on(styles);
    off = styles.length == 0 ? "" : Style.reset.off();
  }

  String paint(String text) {
    return on + text + off;
  }
}
