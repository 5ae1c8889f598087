package io.renwu.connector.redis.streams.failure;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.io.Serializable;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an operator behind the source says that a record failed, before it fails itself:
 *
 * <pre>{@code
 * try {
 *   process(element);
 * } catch (Throwable failure) {
 *   ledger.count(element.stream(), element.position(), failure);
 *   throw failure;
 * }
 * }</pre>
 *
 * <p>A source with a {@link io.renwu.connector.redis.streams.source.config.PoisonPolicy} gives a
 * record up by what is counted here. An operator learns the position of its element's record from
 * the source's deserializer. Holds no connection: one is made for each failure. Thread-safe.
 */
public final class FailureLedger implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(FailureLedger.class);
  private static final long PATIENCE_SECONDS = 10;

  private final RedisAccess access;

  public FailureLedger(RedisAccess access) {
    this.access = access;
  }

  /**
   * Counts a failure in the queue's Redis, and waits for that, 10 seconds at most. Never throws:
   * what cannot be counted is logged. Not counted are cancellations, and what an operator behind
   * the caller, Redis, Kafka or RocksDB threw: no record is to blame for those.
   *
   * @param position of the record in its stream
   */
  public void count(StreamId stream, long position, Throwable failure) {
    if (!FailureOwner.isOnRecord(failure)) {
      return;
    }
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      count(redis, stream, position, failure);
    } catch (RuntimeException | Error unconnected) {
      uncounted(stream, position, failure, unconnected);
    }
  }

  /** The same over a connection that is there; of a failure that is known to be the record's. */
  public static void count(RedisStreams redis, StreamId stream, long position, Throwable failure) {
    if (FailureOwner.isCancellation(failure)) {
      return;
    }
    try {
      Instant now = Instant.ofEpochMilli(SystemClock.REAL.millis());
      long count =
          redis
              .countFailure(stream, position, now, FailureText.of(failure))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      LOG.warn(
          "the record of stream {} at {} failed, {} times up to now: {}",
          stream,
          StreamPosition.describe(position),
          count,
          FailureText.site(failure));
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    } catch (Exception | Error unanswered) {
      uncounted(stream, position, failure, unanswered);
    }
  }

  private static void uncounted(
      StreamId stream, long position, Throwable failure, Throwable reason) {
    LOG.warn(
        "the record of stream {} at {} failed, which could not be counted: {}",
        stream,
        StreamPosition.describe(position),
        FailureText.site(failure),
        reason);
  }
}
