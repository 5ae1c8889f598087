package io.renwu.connector.redis.streams.lease;

/** Another job holds the lease. */
public final class LeaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LeaseException(String message) {
    super(message);
  }
}
