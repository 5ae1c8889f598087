package io.renwu.job;

import io.renwu.connector.redis.streams.client.LettuceQueueAccess;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the queue's Redis: connects, runs an action, waits for its end and disconnects.
 * Each command has a time limit, so the action ends.
 */
public final class QueueConnection {
  private QueueConnection() {}

  /**
   * Runs an action with a job's time limits.
   *
   * @throws IOException if the server does not answer or refuses, with its address
   */
  public static <T> T streams(
      RedisAccess access, Function<RedisStreams, CompletableFuture<T>> visit) throws IOException {
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      return await(access, visit.apply(redis));
    }
  }

  /**
   * The same with the time limit of a command, which waits less than a job.
   *
   * @param answer how long Redis may take for one
   * @throws IOException if the server does not answer or refuses, with its address
   */
  public static <T> T streams(
      RedisAccess access, Duration answer, Function<RedisStreams, CompletableFuture<T>> visit)
      throws IOException {
    try (RedisStreams redis = LettuceRedisStreams.connect(access, answer)) {
      return await(access, visit.apply(redis));
    }
  }

  /**
   * Runs an action of an observer of the queue.
   *
   * @param answer how long Redis may take for one
   * @throws IOException if the server does not answer or refuses, with its address
   */
  public static <T> T queue(
      RedisAccess access, Duration answer, Function<QueueAccess, CompletableFuture<T>> visit)
      throws IOException {
    try (QueueAccess queue = LettuceQueueAccess.connect(access, answer)) {
      return await(access, visit.apply(queue));
    }
  }

  private static <T> T await(RedisAccess access, CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw unusable(access, cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable(access, "interrupted", e);
    }
  }

  private static IOException unusable(RedisAccess access, @Nullable String why, Throwable cause) {
    return new IOException(
        "cannot use the queue at " + access.uri() + ": " + why + "; is redis.uri right?", cause);
  }
}
