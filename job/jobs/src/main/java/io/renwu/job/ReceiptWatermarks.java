package io.renwu.job;

import io.renwu.connector.redis.streams.SystemClock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark of one stream of the queue, by the receipt of its records.
 *
 * <pre>
 * watermark = max over the records of min(receivedAt, now) - slack - 1 ms
 * records with receivedAt &gt; now + maxAhead do not count
 * </pre>
 *
 * <p>So it never passes this machine's clock less the slack, and a record that claims to have been
 * received in the future says nothing about the records after it. The collector refuses such
 * records; others may have put them in the queue, or the two machines' clocks may differ. Now is
 * when a record is read, so the watermark of a stream of old records stays in their time.
 */
final class ReceiptWatermarks<T> implements WatermarkGenerator<T> {
  private final long slackMillis;
  private final long maxAheadMillis;
  private final SystemClock clock;
  private long latestMillis;
  private long nowMillis = Long.MIN_VALUE;

  /**
   * Creates the watermark of a stream of which no record was read yet.
   *
   * @param slack how far behind the newest receipt a record may still arrive
   * @param maxAhead how far a receipt may lie ahead of the clock
   */
  ReceiptWatermarks(Duration slack, Duration maxAhead, SystemClock clock) {
    this.slackMillis = slack.toMillis();
    this.maxAheadMillis = maxAhead.toMillis();
    this.clock = clock;
    this.latestMillis = Long.MIN_VALUE + slackMillis + 1;
  }

  @Override
  public void onEvent(T event, long receivedAtMillis, WatermarkOutput output) {
    if (receivedAtMillis <= latestMillis) {
      return;
    }
    if (receivedAtMillis > nowMillis) {
      nowMillis = clock.millis();
    }
    if (receivedAtMillis <= nowMillis) {
      latestMillis = receivedAtMillis;
    } else if (receivedAtMillis - nowMillis <= maxAheadMillis) {
      latestMillis = Math.max(latestMillis, nowMillis);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(latestMillis - slackMillis - 1));
  }
}
