package io.renwu.violation;

/**
 * What of a place in a document is meant.
 *
 * @param offset of {@link Part#TEXT}: where in the text, in UTF-16 units from 0; else 0
 */
public record ViolationTarget(Part part, int offset) {
  /** The value, from its beginning. */
  public static final ViolationTarget VALUE = new ViolationTarget(Part.VALUE, 0);

  /** The field's name. */
  public static final ViolationTarget NAME = new ViolationTarget(Part.NAME, 0);

  /** What a pointer leads to. */
  public enum Part {
    /** The value. */
    VALUE,
    /** The name of the field that holds the value: the last one where it stands there twice. */
    NAME,
    /** A character of a text. */
    TEXT
  }

  /** A character of the text that stands there. */
  public static ViolationTarget inText(int offset) {
    return new ViolationTarget(Part.TEXT, offset);
  }
}
