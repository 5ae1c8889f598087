package io.renwu.chaos.outage;

import io.renwu.connector.redis.streams.client.Keys;
import io.renwu.connector.redis.streams.client.LettuceQueueAccess;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.connector.redis.streams.inspect.QueueInspector;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.RawRedis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sets the rate at which a queue is read, and reads what the task job reports. */
public final class QueueRate {
  private static final long ANSWER_SECONDS = 30;

  private final RenwuConfig config;

  public QueueRate(RenwuConfig config) {
    this.config = config;
  }

  /**
   * Sets the rate.
   *
   * @param perSecond null for unlimited
   */
  void set(@Nullable Double perSecond) throws Exception {
    try (RedisStreams redis = LettuceRedisStreams.connect(new SystemAccess(config).redis())) {
      long version =
          redis
              .control()
              .get(ANSWER_SECONDS, TimeUnit.SECONDS)
              .map(text -> RateDocument.parse(text).version())
              .orElse(0L);
      RateDocument document =
          RateDocument.of(version + 1, perSecond, false, "chaos", Instant.now().toString(), "");
      if (!redis.replaceControl(version, document.toJson()).get(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("another client has set the rate of this cluster");
      }
    }
  }

  /** The rate that the task job reports; empty while there is no report. */
  Optional<RateReport> reported() throws Exception {
    try (RedisStreams redis = LettuceRedisStreams.connect(new SystemAccess(config).redis())) {
      return redis.status().get(ANSWER_SECONDS, TimeUnit.SECONDS).map(RateReport::parse);
    }
  }

  /** The sum of the offsets up to which completed checkpoints of the task job have read. */
  long recordsRead() throws Exception {
    try (QueueAccess queue = LettuceQueueAccess.connect(new SystemAccess(config).redis())) {
      return new QueueInspector(queue)
          .status(QueueExpectations.NONE)
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .sum(stream -> stream.snapshot().taken());
    }
  }

  /**
   * Deletes the rules of the rate in Redis.
   *
   * @param all whether to delete every key of the queue except the streams and their registry
   */
  void delete(boolean all) {
    Keys keys = Keys.of(new SystemAccess(config).redis());
    String uri = config.get(Options.REDIS_URI);
    List<String> deleted =
        all
            ? RawRedis.keys(uri, keys.allPattern()).stream()
                .filter(key -> !key.contains("{") && !key.equals(keys.registry()))
                .toList()
            : List.of(keys.rules());
    if (!deleted.isEmpty()) {
      String unused = RawRedis.call(uri, "DEL", String.join(" ", deleted));
    }
  }
}
