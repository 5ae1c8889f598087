package io.renwu.violation;

/**
 * One error in a task document.
 *
 * @param pointer the JSON pointer of the value; empty for the document itself
 * @param found a short description of the value
 * @param expected what the task language asks for
 * @param violationTarget which part of the value or its field is wrong
 */
public record Violation(
    String pointer, String found, String expected, ViolationTarget violationTarget) {
  /** A violation about a wrong or missing value. */
  public Violation(String pointer, String found, String expected) {
    this(pointer, found, expected, ViolationTarget.VALUE);
  }

  @Override
  public String toString() {
    return pointer + ": found " + found + ", expected " + expected;
  }
}
