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
 * Counts failures of records. An operator after the source reports a failure here before it fails
 * itself:
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
 * <p>A source with a {@link io.renwu.connector.redis.streams.source.config.PoisonPolicy} gives up a
 * record by these counts. The source's deserializer passes the position of a record to the
 * operator. Opens a connection for each failure. Thread-safe.
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
   * Counts a failure in the queue's Redis and waits for the answer, 10 seconds at most. Never
   * throws: a failure that cannot be counted is logged. Ignores cancellations and exceptions of
   * downstream operators, Redis, Kafka or RocksDB, which no record causes.
   *
   * @param position the position of the record in its stream
   */
  public void count(StreamId stream, long position, Throwable failure) {
    if (!FailureOwner.mayBeDueToRecord(failure)) {
      return;
    }
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      count(redis, stream, position, failure);
    } catch (RuntimeException | Error unconnected) {
      warnNotCounted(stream, position, failure, unconnected);
    }
  }

  /** Counts a failure that the record is known to cause, over an open connection. */
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
          "the record of stream {} at {} failed, {} times so far: {}",
          stream,
          StreamPosition.describe(position),
          count,
          FailureText.site(failure));
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    } catch (Exception | Error unanswered) {
      warnNotCounted(stream, position, failure, unanswered);
    }
  }

  private static void warnNotCounted(
      StreamId stream, long position, Throwable failure, Throwable reason) {
    LOG.warn(
        "the record of stream {} at {} failed, but the failure could not be counted: {}",
        stream,
        StreamPosition.describe(position),
        FailureText.site(failure),
        reason);
  }
}
