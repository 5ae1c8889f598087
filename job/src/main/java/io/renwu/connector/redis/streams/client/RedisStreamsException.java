package io.renwu.connector.redis.streams.client;

/** A command that brought no answer, or an answer that is an error. */
public final class RedisStreamsException extends RuntimeException {
  /** What can be done about it. */
  public enum Kind {
    /**
     * It may pass: no connection, no answer in time, a server that loads, is full or a replica.
     * Whether the command took effect is not known.
     */
    TRANSIENT,
    /** The server understood and refused; the same command will be refused again. */
    REFUSED
  }

  private final Kind kind;

  public RedisStreamsException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether a failure of a future of {@link RedisStreams} is a refusal, however it is wrapped. */
  public static boolean isRefusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e.kind() == Kind.REFUSED;
      }
    }
    return false;
  }
}
