package io.renwu.violation;

/**
 * One thing that is wrong with a task document.
 *
 * @param pointer the JSON pointer of the place within the document; empty for the document itself
 * @param found what stands there, shortened
 * @param expected what the task language asks for
 * @param violationTarget what of that place is meant
 */
public record Violation(
    String pointer, String found, String expected, ViolationTarget violationTarget) {
  /** A violation by the value that stands at a place, or is missing there. */
  public Violation(String pointer, String found, String expected) {
    this(pointer, found, expected, ViolationTarget.VALUE);
  }

  @Override
  public String toString() {
    return pointer + ": found " + found + ", expected " + expected;
  }
}
