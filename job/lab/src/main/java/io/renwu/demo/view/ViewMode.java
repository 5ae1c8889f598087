package io.renwu.demo.view;

import java.util.Map;

/** How the view may write. */
public enum ViewMode {
  /** A terminal, with color. */
  COLOR,
  /** A terminal whose user asks for no color: it is redrawn in place all the same. */
  MONOCHROME,
  /** Not a terminal, or one that cannot move its cursor: a line now and then. */
  PLAIN;

  /**
   * Finds the mode.
   *
   * @param environment of the process; {@code NO_COLOR} (not empty) and {@code TERM} are looked at
   * @param terminal whether the output goes to one
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
