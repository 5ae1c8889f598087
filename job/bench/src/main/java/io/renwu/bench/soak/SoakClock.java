package io.renwu.bench.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A clock that goes faster than the machine's. It stands on every record as its timestamp, which is
 * the time of receipt for everything behind; so no part of the system knows that it is fast.
 */
final class SoakClock implements LongSupplier {
  private final long startMillis;
  private final double factor;
  private final long beginNanos = System.nanoTime();

  /** A clock that begins now at a moment, and takes a time of the machine's for another span. */
  SoakClock(Instant start, Duration span, Duration realTime) {
    startMillis = start.toEpochMilli();
    factor = (double) span.toMillis() / realTime.toMillis();
  }

  @Override
  public long getAsLong() {
    return startMillis + (long) (elapsed().toMillis() * factor);
  }

  /** By the machine's clock. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beginNanos);
  }
}
