package io.renwu.timeout;

import org.jspecify.annotations.Nullable;

/** Thrown if a server does not start, does not answer or refuses; the message says why. */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerException(String message) {
    super(message);
  }

  public ServerException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
