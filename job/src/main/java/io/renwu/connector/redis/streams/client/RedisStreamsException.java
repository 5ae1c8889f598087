package io.renwu.connector.redis.streams.client;

import java.util.Set;

/** A command that brought no answer, or an answer that is an error. */
public final class RedisStreamsException extends RuntimeException {
  /** What can be done about it. */
  public enum Kind {
    /**
     * It may pass: no connection, no answer in time, a server that loads or is a replica. Whether
     * the command took effect is not known.
     */
    TRANSIENT,
    /** The server has no memory to give; it passes when the readers or an operator make room. */
    FULL,
    /** The server understood and refused; the same command will be refused again. */
    REFUSED
  }

  private static final String FULL_SERVER = "OOM";

  /** The first words of the server's errors that pass by themselves or by an operator's hand. */
  private static final Set<String> PASSING =
      Set.of(
          "LOADING",
          "READONLY",
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
    return new RedisStreamsException(
        kind(error.split(" ", 2)[0]), "Redis answers: " + error, cause);
  }

  private static Kind kind(String word) {
    if (word.equals(FULL_SERVER)) {
      return Kind.FULL;
    }
    return PASSING.contains(word) ? Kind.TRANSIENT : Kind.REFUSED;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether a failure of a future of {@link RedisStreams} is a refusal, however it is wrapped. */
  public static boolean isRefusal(Throwable failure) {
    return is(Kind.REFUSED, failure);
  }

  /** Whether a failure of a future of {@link RedisStreams} is of a kind, however it is wrapped. */
  public static boolean is(Kind kind, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e.kind() == kind;
      }
    }
    return false;
  }
}
