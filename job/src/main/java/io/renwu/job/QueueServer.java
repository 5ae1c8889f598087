package io.renwu.job;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisAccess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.ServerInfo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the queue's Redis before a job is submitted. */
final class QueueServer {
  private static final Logger LOG = LoggerFactory.getLogger(QueueServer.class);
  private static final long TIMEOUT_SECONDS = 15;

  private QueueServer() {}

  /**
   * Refuses a server that drops records, and logs what else may lose some.
   *
   * @return what was logged, a sentence each
   * @throws IOException if the server does not answer, refuses, or evicts
   */
  static List<String> check(RedisAccess access) throws IOException {
    ServerInfo info = ask(access);
    List<String> warnings = info.warnings();
    if (info.evicts()) {
      throw new IOException(
          "Redis at " + access.uri() + " is not fit for a queue: " + warnings.get(0));
    }
    warnings.forEach(warning -> LOG.warn("Redis at {}: {}", access.uri(), warning));
    return warnings;
  }

  private static ServerInfo ask(RedisAccess access) throws IOException {
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      return redis.serverInfo().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw unusable(access, e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw unusable(access, "no answer within " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable(access, "interrupted", e);
    }
  }

  private static IOException unusable(RedisAccess access, String why, Exception cause) {
    return new IOException(
        "cannot use the queue at " + access.uri() + ": " + why + "; is redis.uri right?", cause);
  }
}
