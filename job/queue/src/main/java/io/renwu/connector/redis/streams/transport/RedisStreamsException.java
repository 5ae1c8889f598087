package io.renwu.connector.redis.streams.transport;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command got no answer or an error. */
public final class RedisStreamsException extends RuntimeException {
  /** Whether a retry can help. */
  public enum Kind {
    /**
     * A retry may succeed: no connection, no answer in time, or a server that is loading, full or a
     * replica. It is unknown whether the command took effect.
     */
    TRANSIENT,
    /** The server refused the command and will refuse it again. */
    REFUSED
  }

  /** The kind of error, by the first word of the server's message. */
  public enum Reason {
    /** No connection, or no answer in time. */
    NO_ANSWER,
    /** The server is loading its data or runs a long script. */
    LOADING("LOADING", "BUSY"),
    /** The server is a replica, or became one. */
    NO_MASTER("READONLY", "UNBLOCKED", "MASTERDOWN"),
    /** The server's memory is used up. */
    FULL("OOM"),
    /** The server cannot save, or has too few replicas. */
    NOT_SAFE("MISCONF", "NOREPLICAS"),
    /** A slot is moving to another node. */
    MOVING("TRYAGAIN", "MOVED", "ASK"),
    /** A part of the cluster is down. */
    CLUSTER_DOWN("CLUSTERDOWN"),
    /** Any other error. */
    REFUSED;

    /** Separated by spaces. */
    private final String firstWords;

    Reason(String... firstWords) {
      this.firstWords = String.join(" ", firstWords);
    }

    static Reason ofAnswer(String error) {
      String word = error.split(" ", 2)[0];
      if (word.isEmpty()) {
        return REFUSED;
      }
      return Arrays.stream(values())
          .filter(reason -> List.of(reason.firstWords.split(" ")).contains(word))
          .findFirst()
          .orElse(REFUSED);
    }

    public Kind kind() {
      return this == REFUSED ? Kind.REFUSED : Kind.TRANSIENT;
    }
  }

  private final Reason reason;

  public RedisStreamsException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** For the reason {@link Reason#NO_ANSWER} or {@link Reason#REFUSED}. */
  public RedisStreamsException(Kind kind, String message, Throwable cause) {
    this(kind == Kind.REFUSED ? Reason.REFUSED : Reason.NO_ANSWER, message, cause);
  }

  /** The exception for a server's error, whose first word determines the reason. */
  public static RedisStreamsException answered(@Nullable String error, @Nullable Throwable cause) {
    Reason reason = Reason.ofAnswer(String.valueOf(error));
    return new RedisStreamsException(reason, "Redis answers: " + error, cause);
  }

  public Kind kind() {
    return reason.kind();
  }

  public Reason reason() {
    return reason;
  }

  /**
   * Whether a failure of a future of {@link io.renwu.connector.redis.streams.client.RedisStreams}
   * is a refusal, however it is wrapped.
   */
  public static boolean isRefusal(@Nullable Throwable failure) {
    return reasonOf(failure) == Reason.REFUSED;
  }

  /**
   * The reason of a failure of a future of {@link
   * io.renwu.connector.redis.streams.client.RedisStreams}, however it is wrapped.
   */
  public static Reason reasonOf(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e.reason();
      }
    }
    return Reason.NO_ANSWER;
  }
}
