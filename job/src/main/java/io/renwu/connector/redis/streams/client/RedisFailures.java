package io.renwu.connector.redis.streams.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.renwu.connector.redis.streams.client.RedisStreamsException.Reason;
import java.util.Map;

/** Sorts what went wrong with a command. */
final class RedisFailures {
  /** By the first words of the server's errors; those not here are refusals. */
  private static final Map<String, Reason> PASSING =
      Map.ofEntries(
          Map.entry("LOADING", Reason.LOADING),
          Map.entry("BUSY", Reason.LOADING),
          Map.entry("READONLY", Reason.NO_MASTER),
          Map.entry("UNBLOCKED", Reason.NO_MASTER),
          Map.entry("MASTERDOWN", Reason.NO_MASTER),
          Map.entry("OOM", Reason.FULL),
          Map.entry("MISCONF", Reason.NOT_SAFE),
          Map.entry("NOREPLICAS", Reason.NOT_SAFE),
          Map.entry("CLUSTERDOWN", Reason.CLUSTER_DOWN),
          Map.entry("TRYAGAIN", Reason.MOVING),
          Map.entry("MOVED", Reason.MOVING),
          Map.entry("ASK", Reason.MOVING));

  private RedisFailures() {}

  static RedisStreamsException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e;
      }
      if (t instanceof RedisCommandExecutionException e) {
        return new RedisStreamsException(reason(e), "Redis answers: " + e.getMessage(), e);
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new RedisStreamsException(
        Reason.NO_ANSWER, "no answer from Redis: " + root.getMessage(), failure);
  }

  /** Of a command that was not sent. */
  static RedisStreamsException transientFailure(String message) {
    return new RedisStreamsException(Reason.NO_ANSWER, message, null);
  }

  private static Reason reason(RedisCommandExecutionException answer) {
    String word = String.valueOf(answer.getMessage()).split(" ", 2)[0];
    return PASSING.getOrDefault(word, Reason.REFUSED);
  }

  /**
   * Whether the next command needs another connection: this one may be half open, or the server at
   * its other end is not the master any longer.
   */
  static boolean endsConnection(Throwable failure) {
    return failure instanceof RedisCommandTimeoutException
        || (failure instanceof RedisCommandExecutionException answer
            && reason(answer) == Reason.NO_MASTER);
  }
}
