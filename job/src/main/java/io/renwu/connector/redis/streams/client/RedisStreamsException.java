package io.renwu.connector.redis.streams.client;

import java.util.Set;

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

  /** The first words of the server's errors that pass by themselves or by an operator's hand. */
  private static final Set<String> PASSING =
      Set.of(
          "LOADING",
          "READONLY",
          "OOM",
          "BUSY",
          "MISCONF",
          "MASTERDOWN",
          "NOREPLICAS",
          "TRYAGAIN",
          "CLUSTERDOWN");

  private final Kind kind;

  public RedisStreamsException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The server answered with an error; its first word tells the kind. */
  public static RedisStreamsException answered(String error, Throwable cause) {
    Kind kind = PASSING.contains(error.split(" ", 2)[0]) ? Kind.TRANSIENT : Kind.REFUSED;
    return new RedisStreamsException(kind, "Redis answers: " + error, cause);
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
