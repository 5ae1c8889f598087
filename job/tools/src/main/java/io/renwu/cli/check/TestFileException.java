package io.renwu.cli.check;

/** Thrown for an invalid file of tests. */
public final class TestFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  TestFileException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** The line of the error, from 1. */
  public int line() {
    return line;
  }
}
