package io.renwu.cli;

import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.job.QueueConnection;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.patience.Patience;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One visit of a command to the queue's Redis. */
public final class RedisSession {
  private RedisSession() {}

  /**
   * Connects as a job, does something and disconnects.
   *
   * @throws CliException if Redis does not answer or refuses
   */
  public static <T> T use(RenwuConfig config, Function<RedisStreams, CompletableFuture<T>> visit) {
    try {
      return QueueConnection.streams(
          new SystemAccess(config).redis(), Patience.OF_COMMANDS.answer(), visit);
    } catch (IOException e) {
      throw CliException.failed(e.getMessage(), e.getCause());
    }
  }

  /**
   * Connects from outside, does something and disconnects.
   *
   * @throws CliException if Redis does not answer or refuses
   */
  public static <T> T visit(RenwuConfig config, Function<QueueAccess, CompletableFuture<T>> visit) {
    try {
      return QueueConnection.queue(
          new SystemAccess(config).redis(), Patience.OF_COMMANDS.answer(), visit);
    } catch (IOException e) {
      throw CliException.failed(e.getMessage(), e.getCause());
    }
  }
}
