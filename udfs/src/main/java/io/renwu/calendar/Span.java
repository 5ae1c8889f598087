package io.renwu.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * One period on the line of time.
 *
 * @param key {@link PeriodKey}
 * @param name {@link PeriodKey#name}
 * @param begin inclusive
 * @param end exclusive: the beginning of the next period
 */
public record Span(long key, String name, Instant begin, Instant end) {
  /** The only period of unit {@code NONE}. */
  public static final Span ALWAYS =
      new Span(PeriodKey.NONE, PeriodKey.name(PeriodKey.NONE), Instant.MIN, Instant.MAX);

  public boolean contains(Instant time) {
    return !time.isBefore(begin) && time.isBefore(end);
  }

  /** Whether what is received at a moment comes too late for this period. */
  public boolean isClosedAt(Instant receivedAt, Duration allowedLateness) {
    return key != PeriodKey.NONE
        && !receivedAt.isBefore(end)
        && Duration.between(end, receivedAt).compareTo(allowedLateness) >= 0;
  }

  /** The end, or null for unit {@code NONE}. */
  public Instant endOrNull() {
    return key == PeriodKey.NONE ? null : end;
  }
}
