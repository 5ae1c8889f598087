package io.renwu.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * A difference between the expected and the found records.
 *
 * @param id a grant's id, the key of progress, or the place of a record that cannot be read
 * @param taskId null, like the user and the period, for a record that cannot be read
 * @param detail for people
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
  /** The kinds of differences. */
  public enum Kind {
    /** An expected grant does not exist. */
    MISSING_GRANT,
    /** A grant exists that no behavior earned. */
    UNEXPECTED_GRANT,
    /** A grant exists with other content. */
    ALTERED_GRANT,
    /** A grant exists more than once. */
    DUPLICATE_GRANT,
    /** A record of the grants' topic is not a grant. */
    UNREADABLE_GRANT,
    MISSING_PROGRESS,
    UNEXPECTED_PROGRESS,
    ALTERED_PROGRESS,
    UNREADABLE_PROGRESS
  }
}
