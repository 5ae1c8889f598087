package io.renwu.chaos;

/** The system did what it must not do, or did not do what it must. The message says which. */
final class ViolationException extends Exception {
  private static final long serialVersionUID = 1L;

  ViolationException(String message) {
    super(message);
  }
}
