package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.ServerInfo;
import io.renwu.connector.redis.streams.inspect.ServerFindings;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.io.IOException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the server when a writer starts, and refuses one that cannot give the required guarantees.
 */
final class ServerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
  private static final long INTERVAL_MILLIS = 1_000;

  private final RedisStreams redis;
  private final Durability durability;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;

  ServerCheck(
      RedisStreams redis,
      Durability durability,
      MailboxExecutor mailbox,
      ProcessingTimeService timers) {
    this.redis = redis;
    this.durability = durability;
    this.mailbox = mailbox;
    this.timers = timers;
  }

  /** Asks until the server answers; the answer fails the writer from its mailbox. */
  void begin() {
    var unused =
        redis
            .serverInfo()
            .whenComplete(
                (info, failure) ->
                    mailbox.execute(() -> answered(info, failure), "check of the server"));
  }

  private void answered(ServerInfo info, Throwable failure) throws IOException {
    if (failure == null) {
      require(info, durability);
    } else if (RedisStreamsException.isRefusal(failure)) {
      LOG.warn("the server's settings cannot be checked", failure);
    } else {
      var unused =
          timers.registerTimer(
              timers.getCurrentProcessingTime() + INTERVAL_MILLIS, time -> begin());
    }
  }

  /**
   * Refuses a server that may drop streams by itself, or does not know a command that is needed.
   *
   * @throws IOException with the reason
   */
  static void require(ServerInfo info, Durability durability) throws IOException {
    ServerFindings.require(
        info,
        durability,
        "Redis",
        "Redis is refused",
        warning -> LOG.warn("Redis may lose records of the queue: {}", warning));
  }
}
