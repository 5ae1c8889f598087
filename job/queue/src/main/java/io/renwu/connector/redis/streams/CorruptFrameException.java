package io.renwu.connector.redis.streams;

/** The bytes of an entry are not a frame that this release can read. */
public final class CorruptFrameException extends RuntimeException {
  public CorruptFrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
