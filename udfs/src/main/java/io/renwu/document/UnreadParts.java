package io.renwu.document;

import org.jspecify.annotations.Nullable;

/** Lets a parser build a part of a task although one of its values could not be read. */
final class UnreadParts {
  private UnreadParts() {}

  /**
   * Returns the value; null for one that could not be read. {@link TaskParser} returns no task with
   * such a part, because the value has a violation.
   */
  @SuppressWarnings("NullAway") // no task with a null part leaves this package
  static <T> T tolerate(@Nullable T value) {
    return value;
  }
}
