package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.limit.LeaseHolder;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Tells the enumerator and the metrics how the reader fares, and asks for tokens: often while
 * records wait for them, else once a second. The task's thread only.
 */
final class ReaderReports {
  private static final long ASKING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long REPORTING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SourceReaderContext context;
  private final LeaseHolder leases;
  private final SourceMetrics metrics;
  private final ThrottleClock throttle = new ThrottleClock();
  private long emitted;
  private long lastNanos;
  private long nextNanos;

  ReaderReports(
      SourceReaderContext context, LeaseHolder leases, SourceMetrics metrics, long nowNanos) {
    this.context = context;
    this.leases = leases;
    this.metrics = metrics;
    this.lastNanos = nowNanos - REPORTING_NANOS;
    this.nextNanos = nowNanos;
  }

  /** When the next report is due. */
  long nextNanos() {
    return nextNanos;
  }

  /**
   * A turn of the reader is over.
   *
   * @param emittedNow records that it emitted
   * @param throttled records wait for tokens
   */
  void update(
      Collection<? extends StreamCursor<?>> cursors,
      long emittedNow,
      boolean throttled,
      long nowNanos) {
    emitted += emittedNow;
    throttle.update(throttled, nowNanos);
    boolean asking = !leases.isUnlimited() && (throttled || emittedNow > 0);
    nextNanos = lastNanos + (asking ? ASKING_NANOS : REPORTING_NANOS);
    if (nowNanos - nextNanos < 0) {
      return;
    }
    long ready = 0;
    long oldestMillis = Long.MAX_VALUE;
    for (StreamCursor<?> cursor : cursors) {
      ready += cursor.buffer().records();
      if (cursor.isLoaded()) {
        oldestMillis = Math.min(oldestMillis, cursor.headReceivedAtMillis());
      }
    }
    metrics.waiting(ready, oldestMillis, throttle.millis());
    context.sendSourceEventToCoordinator(
        new ReaderReport(
            leases.version(),
            ready,
            leases.spent(),
            emitted,
            metrics.depth(),
            metrics.oldestAgeMillis(),
            throttle.millis()));
    lastNanos = nowNanos;
    nextNanos = nowNanos + (asking ? ASKING_NANOS : REPORTING_NANOS);
  }
}
