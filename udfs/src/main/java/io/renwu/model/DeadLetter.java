package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a record could not be used.
 *
 * @param field the JSON path of the fault; null for the record as a whole
 * @param detail what was found and what was expected
 */
public record DeadLetter(Reason reason, @Nullable String field, String detail) {
  /** Stable codes, part of the contract with consumers of dead letters. */
  public enum Reason {
    /** No bytes at all. */
    EMPTY,
    /** More than 64 KiB. */
    TOO_LARGE,
    /** Not one JSON object in UTF-8. */
    NOT_JSON,
    MISSING_FIELD,
    /** A field of the wrong type or form. */
    WRONG_FIELD,
    /** The {@code behavior} field is not the topic's. */
    BEHAVIOR_MISMATCH,
    /** The event's time lies too far after its receipt. */
    TIME_IN_FUTURE,
    /** The record's own timestamp lies too far ahead of the collector's clock. */
    TIMESTAMP_AHEAD,
    /** The record has no timestamp, or a negative one. */
    NO_TIMESTAMP,
    /** Its processing failed repeatedly, across restarts of the job. */
    POISON
  }
}
