package io.renwu.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it should be.
 *
 * @param id a grant's id, the key of progress, or the place of a record that cannot be read
 * @param taskId null for what cannot be read, as the user and the period
 * @param detail in words
 * @param expected the record as it should be, JSON; null if there should be none
 * @param found the record as it is, JSON; null if there is none
 */
public record Difference(
    Kind kind,
    String id,
    @Nullable String taskId,
    @Nullable String userId,
    @Nullable String period,
    String detail,
    byte @Nullable [] expected,
    byte @Nullable [] found) {
  /** What is wrong. */
  public enum Kind {
    /** Should be there and is not. */
    MISSING_GRANT,
    /** Is there, but no behavior made it. */
    UNEXPECTED_GRANT,
    /** Is there with other content. */
    ALTERED_GRANT,
    /** Is there more than once. */
    DUPLICATE_GRANT,
    /** A record of grants is none. */
    UNREADABLE_GRANT,
    MISSING_PROGRESS,
    UNEXPECTED_PROGRESS,
    ALTERED_PROGRESS,
    UNREADABLE_PROGRESS
  }
}
