package io.renwu.connector.redis.streams.source.reader;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.SystemClock;
import java.io.IOException;
import org.apache.flink.api.connector.source.ReaderOutput;

/**
 * Emits the records of a poll, lane by lane, in the order of the selector. Used by the task thread
 * only.
 */
final class RecordEmitter<T> {
  /** The most records that one poll emits, so that the task can do its other work. */
  private static final int BATCH = 256;

  private final RecordSelector<T> selector;
  private final SourceMetrics metrics;
  private final SystemClock clock;

  RecordEmitter(RecordSelector<T> selector, SourceMetrics metrics, SystemClock clock) {
    this.selector = selector;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Emits what may be emitted now.
   *
   * @return the number of records
   * @throws IOException if a stream cannot be read
   */
  long emit(ReaderOutput<T> output, long nowNanos) throws IOException {
    long emitted = 0;
    while (emitted < BATCH) {
      int lane = selector.nextLane(nowNanos);
      if (lane < 0) {
        break;
      }
      emitted += run(lane, Math.min(selector.runLength(lane, nowNanos), BATCH - emitted), output);
    }
    metrics.countEmitted(emitted);
    return emitted;
  }

  private long run(int lane, long allowed, ReaderOutput<T> output) throws IOException {
    StreamCursor<T> next =
        requireNonNull(selector.next(lane), "the next lane has a loaded element");
    long waitMillis = Math.max(0, clock.millis() - next.headReceivedAtMillis());
    long emitted = 0;
    while (next != null && emitted < allowed) {
      long receivedAtMillis = next.headReceivedAtMillis();
      output.createOutputForSplit(next.splitId()).collect(next.take(), receivedAtMillis);
      emitted++;
      next = selector.advance(lane, next);
    }
    selector.endRun(lane, emitted, waitMillis);
    return emitted;
  }
}
