package io.renwu.cli.check;

/** A file of tests that cannot be used. */
public final class TestFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  TestFileException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** Where in the file, from 1. */
  public int line() {
    return line;
  }
}
