package io.renwu.cli.tasks;

import org.jspecify.annotations.Nullable;

/** Formats who published a version, in one line. */
final class OriginView {
  private OriginView() {}

  static String text(@Nullable Integer version, OriginReport origin) {
    return "version "
        + version
        + " was accepted at "
        + origin.acceptedAt()
        + (origin.author() == null ? "" : ", published by " + origin.author())
        + (origin.reason() == null ? "" : ": " + origin.reason());
  }
}
