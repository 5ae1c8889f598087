package io.renwu.violation;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column in Unicode code points of the line, from 1
 */
public record Position(int line, int column) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
