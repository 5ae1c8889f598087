package io.renwu.cli;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.job.JobParts;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One visit to the queue's Redis. */
final class RedisSession {
  private static final long TIMEOUT_SECONDS = 15;

  private RedisSession() {}

  /**
   * Connects, does something and disconnects.
   *
   * @throws CliException if Redis does not answer or refuses
   */
  static <T> T use(RenwuConfig config, Function<RedisStreams, CompletableFuture<T>> visit) {
    try (RedisStreams redis = LettuceRedisStreams.connect(new JobParts(config).redis())) {
      return visit.apply(redis).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw CliException.failed(
          "cannot use the queue at "
              + config.get(Options.REDIS_URI)
              + ": "
              + e.getCause().getMessage()
              + "; is redis.uri right?",
          e.getCause());
    } catch (TimeoutException e) {
      throw CliException.failed(
          "Redis at "
              + config.get(Options.REDIS_URI)
              + " did not answer within "
              + TIMEOUT_SECONDS
              + " s; is redis.uri right?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.failed("interrupted", e);
    }
  }
}
