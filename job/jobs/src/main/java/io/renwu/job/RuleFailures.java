package io.renwu.job;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RecordFailures;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.failure.FailureLedger;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.function.DocumentFailures;
import io.renwu.function.PublishedRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts published records on which the gate fails, in the same place as failed records of the
 * queue.
 */
final class RuleFailures implements DocumentFailures {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RuleFailures.class);
  private static final long PATIENCE_SECONDS = 10;

  private final RedisAccess redis;
  private final FailureLedger ledger;
  private final StreamId rules;
  private final int restarts;

  /**
   * Creates a counter in a queue's Redis.
   *
   * @param topic of the published records
   * @param restarts the number of failures after which a record is refused
   */
  RuleFailures(RedisAccess redis, String topic, int restarts) {
    this.redis = redis;
    this.ledger = new FailureLedger(redis);
    this.rules = new StreamId(topic, 0);
    this.restarts = restarts;
  }

  @Override
  public Map<Long, GivenUp> givenUp() {
    Map<Long, GivenUp> givenUp = new HashMap<>();
    try (RedisStreams streams = LettuceRedisStreams.connect(redis)) {
      streams
          .failures(rules)
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (position, failures) -> {
                if (failures.count() >= restarts) {
                  givenUp.put(StreamPosition.offset(position), text(failures));
                }
              });
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    } catch (Exception unanswered) {
      LOG.warn("cannot read from Redis which published documents to refuse", unanswered);
    }
    return givenUp;
  }

  private static GivenUp text(RecordFailures failures) {
    return new GivenUp(
        failures.lastAt().toEpochMilli(),
        "the task job failed by it "
            + failures.count()
            + " times, last at "
            + failures.lastAt()
            + ": "
            + failures.cause());
  }

  @Override
  public void count(PublishedRecord record, Throwable failure) {
    ledger.count(rules, StreamPosition.of(0, record.offset()), failure);
  }
}
