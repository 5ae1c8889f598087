package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.event.BoundsEvent;
import io.renwu.connector.redis.streams.source.event.LeaseEvent;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.connector.redis.streams.source.split.ReadPosition;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.limit.LeaseHolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads the streams of one subtask: collects arrived pages, emits what the merge and the leases
 * allow, requests more, and returns a future when there is nothing to do. Everything except Redis'
 * answers runs in the task thread, which blocks only to count the failure that ends it.
 */
public final class RedisStreamsReader<T> implements SourceReader<T, StreamSplit> {
  private final RedisStreams redis;
  private final QueueDeserializer<T> deserializer;
  private final SourceSettings settings;
  private final PoisonPolicy<T> poison;
  private final SystemClock clock;
  private final Availability availability = new Availability();
  private final ReaderWakeup timer;
  private final LeaseHolder leases;
  private final RecordSelector<T> selector;
  private final RecordEmitter<T> emitter;
  private final CheckpointedPositions checkpoints;
  private final StreamReleaser streamReleaser;
  private final SourceMetrics metrics;
  private final DepthGauge depth;
  private final ReaderReports<T> reports;
  private boolean noMoreSplits;

  public RedisStreamsReader(
      SourceReaderContext context,
      RedisStreams redis,
      QueueDeserializer<T> deserializer,
      SourceSettings settings,
      PoisonPolicy<T> poison,
      SystemClock clock) {
    this(
        context,
        redis,
        deserializer,
        settings,
        poison,
        clock,
        wake -> new WakeTimer("redis-streams-reader-" + context.getIndexOfSubtask(), wake));
  }

  /** Creates a reader with the given wakeup. */
  RedisStreamsReader(
      SourceReaderContext context,
      RedisStreams redis,
      QueueDeserializer<T> deserializer,
      SourceSettings settings,
      PoisonPolicy<T> poison,
      SystemClock clock,
      Function<Runnable, ReaderWakeup> wakeups) {
    this.redis = redis;
    this.deserializer = deserializer;
    this.settings = settings;
    this.poison = poison;
    this.clock = clock;
    this.timer = wakeups.apply(availability::wake);
    this.leases =
        settings.rate() == ReaderRate.CONTROLLED ? LeaseHolder.closed() : LeaseHolder.unlimited();
    this.checkpoints = new CheckpointedPositions(settings.retained());
    this.metrics = new SourceMetrics(context.metricGroup(), clock);
    this.selector = new RecordSelector<>(leases, metrics, isBounded(settings));
    this.emitter = new RecordEmitter<>(selector, metrics, clock);
    this.streamReleaser = new StreamReleaser(redis, metrics);
    this.depth = new DepthGauge(redis, metrics, clock.nanos());
    this.reports =
        new ReaderReports<>(context, leases, selector, metrics, isBounded(settings), clock.nanos());
  }

  private static boolean isBounded(SourceSettings settings) {
    return settings.rate() == ReaderRate.CONTROLLED && !settings.maxDrift().isZero();
  }

  @Override
  public void start() {
    availability.wake();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    availability.rearm();
    streamReleaser.throwIfPersistent();
    depth.throwIfLost();
    long nowNanos = clock.nanos();
    collect(nowNanos);
    long emitted = emitter.emit(output, nowNanos);
    fetch(nowNanos);
    depth.measure(selector.cursors(), nowNanos);
    reports.update(emitted, emitted == 0 && selector.isThrottled(), nowNanos);
    if (finish(output)) {
      return InputStatus.END_OF_INPUT;
    }
    if (emitted > 0) {
      availability.wake();
      return InputStatus.MORE_AVAILABLE;
    }
    sleep(nowNanos);
    return InputStatus.NOTHING_AVAILABLE;
  }

  private void collect(long nowNanos) throws IOException {
    for (StreamCursor<T> cursor : selector.cursors()) {
      long records = cursor.buffer().records();
      long bytes = cursor.buffer().bytes();
      if (cursor.fetcher().collect(nowNanos)) {
        metrics.countRead(cursor.buffer().records() - records, cursor.buffer().bytes() - bytes);
        selector.filled(cursor);
      }
    }
  }

  /** Closes streams that are read to their end; true if all are and no more will come. */
  private boolean finish(ReaderOutput<T> output) {
    boolean all = noMoreSplits;
    for (StreamCursor<T> cursor : selector.cursors()) {
      if (cursor.finishes()) {
        output.releaseOutputForSplit(cursor.stream().toString());
      }
      all &= cursor.isFinished();
    }
    return all;
  }

  private void fetch(long nowNanos) {
    long bytes = 0;
    for (StreamCursor<T> cursor : selector.cursors()) {
      bytes += cursor.buffer().bytes();
    }
    for (StreamCursor<T> cursor : selector.cursors()) {
      cursor.fetcher().fetch(nowNanos, bytes < settings.maxBufferedBytes());
    }
  }

  private void sleep(long nowNanos) {
    long wakeNanos = reports.nextNanos();
    for (StreamCursor<T> cursor : selector.cursors()) {
      if (cursor.buffer().isEmpty()) {
        wakeNanos = Math.min(wakeNanos, cursor.fetcher().nextNanos(nowNanos));
      }
    }
    timer.wakeAt(wakeNanos, nowNanos);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return availability.future();
  }

  @Override
  public void addSplits(List<StreamSplit> splits) {
    long nowNanos = clock.nanos();
    for (StreamSplit split : splits) {
      StreamBuffer buffer = new StreamBuffer(split.stream(), split.position(), split.end());
      FailedRecords<T> failed =
          new FailedRecords<>(split.stream(), poison, redis, metrics::countGivenUp);
      StreamFetcher fetcher =
          new StreamFetcher(
              split.stream(),
              buffer,
              redis,
              failed::lookUp,
              settings.pollInterval().toNanos(),
              nowNanos,
              availability::wake,
              metrics::countReadRetry);
      checkpoints.restore(split.stream(), split.trail());
      selector.add(
          new StreamCursor<>(
              split.stream(), split.receivedAtMillis(), buffer, fetcher, deserializer, failed));
    }
    availability.wake();
  }

  @Override
  public List<StreamSplit> snapshotState(long checkpointId) {
    Map<StreamId, ReadPosition> positions = new HashMap<>();
    for (StreamCursor<T> cursor : selector.cursors()) {
      positions.put(cursor.stream(), cursor.readPosition());
    }
    checkpoints.snapshot(checkpointId, positions, clock.millis());
    List<StreamSplit> splits = new ArrayList<>();
    for (StreamCursor<T> cursor : selector.cursors()) {
      splits.add(cursor.split(checkpoints.trail(checkpointId, cursor.stream())));
    }
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    streamReleaser.release(checkpoints.complete(checkpointId));
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    checkpoints.abort(checkpointId);
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof LeaseEvent lease) {
      leases.receive(lease.lease(), clock.nanos());
    } else if (event instanceof BoundsEvent bounds) {
      if (bounds.version() == leases.rules().version()) {
        selector.bound(bounds.lanes());
      }
    } else if (event instanceof RulesEvent renewal) {
      if (leases.applyRules(renewal.rules())) {
        selector.applyRules(renewal.topics());
        reports.reportNextTurn(clock.nanos());
      }
    } else {
      throw new IllegalArgumentException(
          "found the event " + event + ", expected a LeaseEvent, BoundsEvent or RulesEvent");
    }
    availability.wake();
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    try {
      for (String splitId : splitsToPause) {
        selector.pause(splitId, true);
      }
      for (String splitId : splitsToResume) {
        selector.pause(splitId, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    availability.wake();
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    availability.wake();
  }

  @Override
  public void close() {
    timer.close();
    redis.close();
  }
}
