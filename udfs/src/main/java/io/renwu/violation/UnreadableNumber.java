package io.renwu.violation;

/**
 * A JSON number that is no exact decimal: too many digits, or too large or small.
 *
 * @param text as written, possibly shortened
 */
public record UnreadableNumber(String text) {
  @Override
  public String toString() {
    return text;
  }
}
