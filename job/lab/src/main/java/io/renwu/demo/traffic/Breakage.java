package io.renwu.demo.traffic;

/** What is wrong with a record that was broken on purpose. */
public enum Breakage {
  /** No bytes at all. */
  EMPTY,
  /** Text that never was JSON. */
  NOT_JSON,
  /** An event whose end is cut off. */
  TRUNCATED,
  /** JSON, but not an object. */
  NOT_AN_OBJECT,
  /** A byte that is no UTF-8 inside a text. */
  NOT_UTF8,
  /** More than 64 KiB. */
  TOO_LARGE,
  /** {@code eventId}, {@code userId} or {@code time} is absent or null. */
  MISSING_FIELD,
  /** A field of the wrong type or form. */
  WRONG_FIELD,
  /** A {@code behavior} field that contradicts the topic. */
  WRONG_BEHAVIOR,
  /** A time more than five minutes after the record's timestamp. */
  FUTURE_TIME,
  /** A time zone that does not exist. */
  UNKNOWN_TIMEZONE
}
