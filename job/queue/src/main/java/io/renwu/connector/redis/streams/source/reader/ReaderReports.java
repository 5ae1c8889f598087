package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.limit.LeaseHolder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Tells the enumerator and the metrics how the reader fares, and asks for tokens: often while
 * records wait for them or readers for each other, else once a second. Not thread-safe; used by the
 * task's thread only.
 */
final class ReaderReports<T> {
  private static final long ASKING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Short of half of a lease's span: what was used by then is known before it is missed. */
  private static final long STANDING_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long REPORTING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SourceReaderContext context;
  private final LeaseHolder leases;
  private final RecordSelector<T> order;
  private final SourceMetrics metrics;
  private final boolean isBounded;
  private final ThrottleClock throttle = new ThrottleClock();
  private List<Boolean> told = List.of();
  private long emitted;
  private long emittedTold;
  private long readyTold;
  private long lastNanos;
  private long nextNanos;

  ReaderReports(
      SourceReaderContext context,
      LeaseHolder leases,
      RecordSelector<T> order,
      SourceMetrics metrics,
      boolean isBounded,
      long nowNanos) {
    this.context = context;
    this.leases = leases;
    this.order = order;
    this.metrics = metrics;
    this.isBounded = isBounded;
    this.lastNanos = nowNanos - REPORTING_NANOS;
    this.nextNanos = nowNanos;
  }

  /** The next turn reports: the rules are new. */
  void hurry(long nowNanos) {
    lastNanos = nowNanos - REPORTING_NANOS;
    nextNanos = nowNanos;
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
  void update(long emittedNow, boolean throttled, long nowNanos) {
    emitted += emittedNow;
    throttle.update(throttled, nowNanos);
    boolean asking = leases.isLimited() && (throttled || emittedNow > 0);
    if (isBounded) {
      asking |= order.isWatched() || !order.backlogs().equals(told);
    }
    nextNanos = lastNanos + intervalNanos(asking);
    if (nowNanos - nextNanos < 0) {
      return;
    }
    told = order.backlogs();
    emittedTold = emitted;
    long ready = 0;
    long oldestMillis = Long.MAX_VALUE;
    for (StreamCursor<T> cursor : order.cursors()) {
      ready += cursor.buffer().records();
      if (cursor.isLoaded()) {
        oldestMillis = Math.min(oldestMillis, cursor.headReceivedAtMillis());
      }
    }
    readyTold = asking ? ready : 0;
    metrics.waiting(ready, oldestMillis, throttle.millis());
    context.sendSourceEventToCoordinator(
        new ReaderReport(
            leases.rules().version(),
            order.reports(nowNanos),
            emitted,
            leases.expired(),
            metrics.depth(),
            metrics.oldestAgeMillis(),
            throttle.millis()));
    lastNanos = nowNanos;
    nextNanos = nowNanos + intervalNanos(asking);
  }

  /**
   * Until the next report. The enumerator goes on granting for what it was told is ready, so while
   * most of that is still here there is little to say.
   */
  private long intervalNanos(boolean asking) {
    if (!asking) {
      return REPORTING_NANOS;
    }
    boolean isStanding =
        emitted - emittedTold < readyTold / 4
            && order.backlogs().equals(told)
            && !(isBounded && order.isWatched());
    return isStanding ? STANDING_NANOS : ASKING_NANOS;
  }
}
