package io.renwu.demo.view;

import java.util.Map;

/** How the view may write. */
public enum ViewMode {
  /** A terminal, with color. */
  COLOR,
  /** A terminal without color, redrawn in place. */
  MONOCHROME,
  /** No terminal, or one that cannot move its cursor: one line every few seconds. */
  PLAIN;

  /**
   * The mode for an environment.
   *
   * @param environment of the process; {@code NO_COLOR} and {@code TERM} decide
   * @param terminal whether the output goes to a terminal
   */
  public static ViewMode of(Map<String, String> environment, boolean terminal) {
    if (!terminal || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
      return PLAIN;
    }
    return environment.getOrDefault("NO_COLOR", "").isEmpty() ? COLOR : MONOCHROME;
  }

  boolean color() {
    return this == COLOR;
  }
}
