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

  /** What it is, for those who count. */
  public enum Reason {
    /** No connection, or no answer in time. */
    NO_ANSWER,
    /** The server reads its data at its start, or runs a long script. */
    LOADING,
    /** The server is a replica, or became one. */
    NO_MASTER,
    /** The server's memory is used up. */
    FULL,
    /** The server cannot save, or has too few replicas. */
    NOT_SAFE,
    /** A slot is on its way to another node. */
    MOVING,
    /** A part of the cluster is down. */
    CLUSTER_DOWN,
    /** Any other error. */
    REFUSED;

    public Kind kind() {
      return this == REFUSED ? Kind.REFUSED : Kind.TRANSIENT;
    }
  }

  private final Reason reason;

  public RedisStreamsException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** For the reason {@link Reason#NO_ANSWER} or {@link Reason#REFUSED}. */
  public RedisStreamsException(Kind kind, String message, Throwable cause) {
    this(kind == Kind.REFUSED ? Reason.REFUSED : Reason.NO_ANSWER, message, cause);
  }

  public Kind kind() {
    return reason.kind();
  }

  public Reason reason() {
    return reason;
  }

  /** Whether a failure of a future of {@link RedisStreams} is a refusal, however it is wrapped. */
  public static boolean isRefusal(Throwable failure) {
    return reasonOf(failure) == Reason.REFUSED;
  }

  /** The reason of a failure of a future of {@link RedisStreams}, however it is wrapped. */
  public static Reason reasonOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e.reason();
      }
    }
    return Reason.NO_ANSWER;
  }
}
