package io.renwu.connector.redis.streams.transport;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;

/** Converts and classifies the failures of commands. */
public final class RedisFailures {
  private RedisFailures() {}

  public static RedisStreamsException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisStreamsException e) {
        return e;
      }
      if (t instanceof RedisCommandExecutionException e) {
        return RedisStreamsException.answered(e.getMessage(), e);
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new RedisStreamsException(
        Reason.NO_ANSWER, "no answer from Redis: " + root.getMessage(), failure);
  }

  /** The failure of a command that was not sent. */
  static RedisStreamsException transientFailure(String message) {
    return new RedisStreamsException(Reason.NO_ANSWER, message, null);
  }

  /**
   * Whether the next command needs a new connection: this one may be half open, or its server is no
   * longer the master.
   */
  static boolean endsConnection(Throwable failure) {
    return failure instanceof RedisCommandTimeoutException
        || (failure instanceof RedisCommandExecutionException answer
            && Reason.ofAnswer(String.valueOf(answer.getMessage())) == Reason.NO_MASTER);
  }
}
