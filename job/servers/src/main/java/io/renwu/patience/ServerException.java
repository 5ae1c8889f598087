package io.renwu.patience;

import org.jspecify.annotations.Nullable;

/**
 * A server did not start, did not answer, or refused; the message holds what is needed to see why.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerException(String message) {
    super(message);
  }

  public ServerException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
