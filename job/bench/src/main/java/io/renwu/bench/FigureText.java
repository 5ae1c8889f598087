package io.renwu.bench;

import java.util.Locale;

/** Formats figures for readers. */
public final class FigureText {
  private FigureText() {}

  /** With three significant digits, or all digits before the point. */
  public static String of(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || size == Math.rint(size) ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
