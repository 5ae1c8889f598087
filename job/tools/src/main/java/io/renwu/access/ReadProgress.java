package io.renwu.access;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Ends a reading to a topic's end that gets nothing more. Not thread-safe. */
final class ReadProgress {
  private final String topic;
  private final long mostMillis;
  private final LongSupplier nanos;
  private long sinceNanos;

  /**
   * Begins now.
   *
   * @param mostMillis without a record
   * @param nanos the clock
   */
  ReadProgress(String topic, long mostMillis, LongSupplier nanos) {
    this.topic = topic;
    this.mostMillis = mostMillis;
    this.nanos = nanos;
    this.sinceNanos = nanos.getAsLong();
  }

  /**
   * Takes how a poll went.
   *
   * @throws IOException where nothing came for too long
   */
  void polled(boolean progressed) throws IOException {
    long now = nanos.getAsLong();
    if (progressed) {
      sinceNanos = now;
    } else if (TimeUnit.NANOSECONDS.toMillis(now - sinceNanos) > mostMillis) {
      throw new IOException(
          "Kafka gave nothing more of " + topic + " for " + mostMillis / 1_000 + " s");
    }
  }
}
