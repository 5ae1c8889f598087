package io.renwu.calendar;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period and its bounds.
 *
 * @param key {@link PeriodKey}
 * @param name {@link PeriodKey#name}
 * @param begin inclusive
 * @param end exclusive: the beginning of the next period
 */
public record PeriodSpan(long key, String name, Instant begin, Instant end) {
  /** The only period of unit {@code ALWAYS}. */
  public static final PeriodSpan ALWAYS =
      new PeriodSpan(PeriodKey.ALWAYS, PeriodKey.name(PeriodKey.ALWAYS), Instant.MIN, Instant.MAX);

  public boolean contains(Instant time) {
    return !time.isBefore(begin) && time.isBefore(end);
  }

  /** Whether an event received at a moment is too late for this period. */
  public boolean isClosedAt(Instant receivedAt, Duration allowedLateness) {
    return key != PeriodKey.ALWAYS
        && !receivedAt.isBefore(end)
        && Duration.between(end, receivedAt).compareTo(allowedLateness) >= 0;
  }

  /** The end, or null for unit {@code ALWAYS}. */
  public @Nullable Instant endOrNull() {
    return key == PeriodKey.ALWAYS ? null : end;
  }
}
