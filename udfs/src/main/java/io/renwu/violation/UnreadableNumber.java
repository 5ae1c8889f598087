package io.renwu.violation;

/**
 * A JSON number that is no exact decimal: too many digits, or too large or small.
 *
 * @param text as it was written, perhaps shortened
 */
public record UnreadableNumber(String text) {
  @Override
  public String toString() {
    return text;
  }
}
