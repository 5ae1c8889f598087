package io.renwu.job;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.ServerInfo;
import io.renwu.connector.redis.streams.inspect.ServerFindings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the queue's Redis before a job is submitted. */
final class QueueServer {
  private static final Logger LOG = LoggerFactory.getLogger(QueueServer.class);

  private QueueServer() {}

  /**
   * Refuses a server that is unfit for a queue, and logs other risks of losing records.
   *
   * @param durability that the collector waits for at its checkpoints
   * @return what was logged, a sentence each
   * @throws IOException if the server does not answer, refuses, or is unfit
   */
  static List<String> check(RedisAccess access, Durability durability) throws IOException {
    ServerInfo info = QueueConnection.streams(access, RedisStreams::serverInfo);
    List<String> warnings = new ArrayList<>();
    ServerFindings.require(
        info,
        durability,
        access.uri(),
        "Redis at " + access.uri() + " is not fit for a queue",
        warning -> {
          LOG.warn("Redis at {}: {}", access.uri(), warning);
          warnings.add(warning);
        });
    return warnings;
  }
}
