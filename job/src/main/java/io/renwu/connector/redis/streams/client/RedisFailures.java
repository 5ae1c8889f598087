package io.renwu.connector.redis.streams.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.renwu.connector.redis.streams.client.RedisStreamsException.Kind;
import java.util.Set;

/** Sorts what went wrong with a command. */
final class RedisFailures {
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

  private RedisFailures() {}

  static RedisStreamsException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e;
      }
      if (t instanceof RedisCommandExecutionException e) {
        String message = String.valueOf(e.getMessage());
        String word = message.split(" ", 2)[0];
        Kind kind = PASSING.contains(word) ? Kind.TRANSIENT : Kind.REFUSED;
        return new RedisStreamsException(kind, "Redis answers: " + message, e);
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new RedisStreamsException(
        Kind.TRANSIENT, "no answer from Redis: " + root.getMessage(), failure);
  }

  /** Whether the server does not know a script by its digest. */
  static boolean isUnknownScript(Throwable failure) {
    Throwable t = failure;
    while (t != null && !(t instanceof RedisNoScriptException)) {
      t = t.getCause();
    }
    return t != null;
  }
}
