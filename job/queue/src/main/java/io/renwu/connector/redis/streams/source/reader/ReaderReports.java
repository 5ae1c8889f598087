package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.limit.LeaseHolder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Reports the reader's state to the enumerator and the metrics, and asks for tokens: often while
 * records wait for tokens or readers wait for each other, else once a second. Used by the task
 * thread only.
 */
final class ReaderReports<T> {
  private static final long ASKING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Less than half of a lease's span, so that used tokens are known before they are needed. */
  private static final long STEADY_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long REPORTING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SourceReaderContext context;
  private final LeaseHolder leases;
  private final RecordSelector<T> selector;
  private final SourceMetrics metrics;
  private final boolean isBounded;
  private final ThrottleClock throttle = new ThrottleClock();
  private List<Boolean> reportedBacklogs = List.of();
  private long emitted;
  private long reportedEmitted;
  private long reportedReady;
  private long lastNanos;
  private long nextNanos;

  ReaderReports(
      SourceReaderContext context,
      LeaseHolder leases,
      RecordSelector<T> selector,
      SourceMetrics metrics,
      boolean isBounded,
      long nowNanos) {
    this.context = context;
    this.leases = leases;
    this.selector = selector;
    this.metrics = metrics;
    this.isBounded = isBounded;
    this.lastNanos = nowNanos - REPORTING_NANOS;
    this.nextNanos = nowNanos;
  }

  /** Reports in the next turn, because the rules are new. */
  void reportNextTurn(long nowNanos) {
    lastNanos = nowNanos - REPORTING_NANOS;
    nextNanos = nowNanos;
  }

  /** When the next report is due. */
  long nextNanos() {
    return nextNanos;
  }

  /**
   * Ends a turn of the reader.
   *
   * @param emittedNow records that it emitted
   * @param throttled whether records wait for tokens
   */
  void update(long emittedNow, boolean throttled, long nowNanos) {
    emitted += emittedNow;
    throttle.update(throttled, nowNanos);
    boolean asking = leases.isLimited() && (throttled || emittedNow > 0);
    if (isBounded) {
      asking |= selector.isWatched() || !selector.backlogs().equals(reportedBacklogs);
    }
    nextNanos = lastNanos + intervalNanos(asking);
    if (nowNanos - nextNanos < 0) {
      return;
    }
    reportedBacklogs = selector.backlogs();
    reportedEmitted = emitted;
    long ready = 0;
    long oldestMillis = Long.MAX_VALUE;
    for (StreamCursor<T> cursor : selector.cursors()) {
      ready += cursor.buffer().records();
      if (cursor.isLoaded()) {
        oldestMillis = Math.min(oldestMillis, cursor.headReceivedAtMillis());
      }
    }
    reportedReady = asking ? ready : 0;
    metrics.waiting(ready, oldestMillis, throttle.millis());
    context.sendSourceEventToCoordinator(
        new ReaderReport(
            leases.rules().version(),
            selector.reports(nowNanos),
            emitted,
            leases.expired(),
            metrics.depth(),
            metrics.oldestAgeMillis(),
            throttle.millis()));
    lastNanos = nowNanos;
    nextNanos = nowNanos + intervalNanos(asking);
  }

  /**
   * The time until the next report. The enumerator keeps granting for the reported records, so few
   * reports are needed while most of them are still waiting.
   */
  private long intervalNanos(boolean asking) {
    if (!asking) {
      return REPORTING_NANOS;
    }
    boolean isSteady =
        emitted - reportedEmitted < reportedReady / 4
            && selector.backlogs().equals(reportedBacklogs)
            && !(isBounded && selector.isWatched());
    return isSteady ? STEADY_NANOS : ASKING_NANOS;
  }
}
