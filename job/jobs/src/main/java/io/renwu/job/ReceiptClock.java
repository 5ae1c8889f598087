package io.renwu.job;

import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.function.QueuedRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;

/**
 * Derives watermarks from the receipts of a stream's records.
 *
 * @param slack how far behind the newest receipt of its stream a record may still arrive
 * @param maxAhead how far a receipt may lie ahead of this machine's clock
 */
public record ReceiptClock(Duration slack, Duration maxAhead)
    implements WatermarkGeneratorSupplier<QueuedRecord> {
  /** The watermark of one stream. */
  @Override
  public WatermarkGenerator<QueuedRecord> createWatermarkGenerator(Context context) {
    return new ReceiptWatermarks<>(slack, maxAhead, SystemClock.REAL);
  }
}
