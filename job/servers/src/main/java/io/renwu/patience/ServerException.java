package io.renwu.patience;

/**
 * A server did not start, did not answer, or refused; the message holds what is needed to see why.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerException(String message) {
    super(message);
  }

  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
