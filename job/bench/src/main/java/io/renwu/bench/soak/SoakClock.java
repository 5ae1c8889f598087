package io.renwu.bench.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A clock that runs faster than the machine's. Its time becomes every record's timestamp, which is
 * the time of receipt downstream, so no part of the system notices that it is fast.
 */
final class SoakClock implements LongSupplier {
  private final long startMillis;
  private final double factor;
  private final long beginNanos = System.nanoTime();

  /**
   * Starts a clock at a moment.
   *
   * @param span that it passes
   * @param realTime the machine's time in which it passes the span
   */
  SoakClock(Instant start, Duration span, Duration realTime) {
    startMillis = start.toEpochMilli();
    factor = (double) span.toMillis() / realTime.toMillis();
  }

  @Override
  public long getAsLong() {
    return startMillis + (long) (elapsed().toMillis() * factor);
  }

  /** The time since the start by the machine's clock. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beginNanos);
  }
}
