package io.renwu.cli;

import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.job.QueueConnection;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Opens a connection of a command to the queue's Redis, for one piece of work. */
public final class RedisSession {
  private RedisSession() {}

  /**
   * Connects with the streams' full access, as a job does, and disconnects after the work.
   *
   * @throws CliException if Redis does not answer or refuses
   */
  public static <T> T withStreams(
      RenwuConfig config, Function<RedisStreams, CompletableFuture<T>> work) {
    try {
      return QueueConnection.streams(
          new SystemAccess(config).redis(), Patience.OF_COMMANDS.answer(), work);
    } catch (IOException e) {
      throw CliException.failed(e.getMessage(), e.getCause());
    }
  }

  /**
   * Connects for inspection and administration, and disconnects after the work.
   *
   * @throws CliException if Redis does not answer or refuses
   */
  public static <T> T withQueue(
      RenwuConfig config, Function<QueueAccess, CompletableFuture<T>> work) {
    try {
      return QueueConnection.queue(
          new SystemAccess(config).redis(), Patience.OF_COMMANDS.answer(), work);
    } catch (IOException e) {
      throw CliException.failed(e.getMessage(), e.getCause());
    }
  }
}
