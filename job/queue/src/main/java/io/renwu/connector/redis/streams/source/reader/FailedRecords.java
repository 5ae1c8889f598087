package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RecordFailures;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.failure.FailureLedger;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one stream whose processing failed in earlier attempts of the job. They are read
 * once, before the first record, because any later failure ends this attempt. Used by the task
 * thread only, except for the answer to the lookup, which arrives before the first record.
 */
final class FailedRecords<T> {
  private static final Logger LOG = LoggerFactory.getLogger(FailedRecords.class);

  private final StreamId stream;
  private final PoisonPolicy<T> policy;
  private final RedisStreams redis;
  private final Runnable onGivenUp;
  private Map<Long, RecordFailures> poison = Map.of();

  FailedRecords(StreamId stream, PoisonPolicy<T> policy, RedisStreams redis, Runnable onGivenUp) {
    this.stream = stream;
    this.policy = policy;
    this.redis = redis;
    this.onGivenUp = onGivenUp;
  }

  /** Reads the failed records of the stream. */
  CompletableFuture<Void> lookUp() {
    return policy.isOn()
        ? redis.failures(stream).thenAccept(this::found)
        : CompletableFuture.completedFuture(null);
  }

  private void found(Map<Long, RecordFailures> failures) {
    Map<Long, RecordFailures> found = new TreeMap<>(failures);
    found.values().removeIf(failed -> failed.count() < policy.restarts());
    poison = found;
  }

  /** The replacement of a record that is given up; null for any other record. */
  @Nullable T replacement(QueueRecord record, long position) {
    if (poison.isEmpty()) {
      return null;
    }
    RecordFailures failures = poison.get(position);
    if (failures == null) {
      return null;
    }
    LOG.warn(
        "gave up the record of stream {} at {}, which failed {} times, last at {}",
        stream,
        StreamPosition.describe(position),
        failures.count(),
        failures.lastAt());
    onGivenUp.run();
    return policy.replace(record, failures);
  }

  /** Counts a record that failed in the source, which ends the attempt. */
  void count(long position, Throwable failure) {
    if (policy.isOn()) {
      FailureLedger.count(redis, stream, position, failure);
    }
  }
}
