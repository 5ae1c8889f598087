package io.renwu.rules;

/**
 * One thing that is wrong with a task document.
 *
 * @param pointer the JSON pointer of the place within the document; empty for the document itself
 * @param found what stands there, shortened
 * @param expected what the task language asks for
 */
public record Violation(String pointer, String found, String expected) {
  @Override
  public String toString() {
    return pointer + ": found " + found + ", expected " + expected;
  }
}
