package io.renwu.chaos;

/** The system violated a guarantee; the message says which. */
final class ViolationException extends Exception {
  private static final long serialVersionUID = 1L;

  ViolationException(String message) {
    super(message);
  }
}
