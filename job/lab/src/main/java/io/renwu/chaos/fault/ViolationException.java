package io.renwu.chaos.fault;

/** The system violated a guarantee; the message says which. */
public final class ViolationException extends Exception {
  private static final long serialVersionUID = 1L;

  public ViolationException(String message) {
    super(message);
  }
}
