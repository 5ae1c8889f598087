package io.renwu.violation;

/**
 * The part of a value or its field that a violation is about.
 *
 * @param offset of {@link Part#TEXT}: the character's index in UTF-16 units, from 0; else 0
 */
public record ViolationTarget(Part part, int offset) {
  /** The value, from its beginning. */
  public static final ViolationTarget VALUE = new ViolationTarget(Part.VALUE, 0);

  /** The field's name. */
  public static final ViolationTarget NAME = new ViolationTarget(Part.NAME, 0);

  /** A kind of target. */
  public enum Part {
    /** The value. */
    VALUE,
    /** The name of the field that holds the value; of a repeated field, the last one. */
    NAME,
    /** A character of a text value. */
    TEXT
  }

  /** A character of a text value. */
  public static ViolationTarget inText(int offset) {
    return new ViolationTarget(Part.TEXT, offset);
  }
}
