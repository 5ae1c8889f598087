package io.renwu.connector.redis.streams.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.renwu.connector.redis.streams.client.RedisStreamsException.Kind;

/** Sorts what went wrong with a command. */
final class RedisFailures {
  private RedisFailures() {}

  static RedisStreamsException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e;
      }
      if (t instanceof RedisCommandExecutionException e) {
        return RedisStreamsException.answered(String.valueOf(e.getMessage()), e);
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
