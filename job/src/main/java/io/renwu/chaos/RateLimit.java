package io.renwu.chaos;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.job.JobParts;
import io.renwu.job.config.RenwuConfig;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The queue is taken from at a rate that makes a backlog, or not at all. */
final class RateLimit implements Disturbance {
  private static final long ANSWER_SECONDS = 30;

  private final RenwuConfig config;
  private final double[] rates;

  /**
   * @param config by which Redis is reached
   * @param load records a second that come
   */
  RateLimit(RenwuConfig config, int load) {
    this.config = config;
    this.rates = new double[] {0, load / 10.0, load / 2.0, load * 2.0};
  }

  @Override
  public void begin(Fault fault) throws Exception {
    set(rates[fault.choice() % rates.length]);
  }

  @Override
  public void end(Fault fault) throws Exception {
    set(null);
  }

  /** Null is unlimited. */
  private void set(Double rate) throws Exception {
    try (RedisStreams redis = LettuceRedisStreams.connect(new JobParts(config).redis())) {
      long version =
          redis
              .control()
              .get(ANSWER_SECONDS, TimeUnit.SECONDS)
              .map(text -> RateDocument.parse(text).version())
              .orElse(0L);
      RateDocument document =
          RateDocument.of(version + 1, rate, false, "chaos", Instant.now().toString(), "");
      if (!redis.replaceControl(version, document.toJson()).get(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("somebody else sets the rate of this cluster");
      }
    }
  }

  @Override
  public String target(Fault fault) {
    return Math.round(rates[fault.choice() % rates.length]) + "/s";
  }
}
