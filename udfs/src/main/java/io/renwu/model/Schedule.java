package io.renwu.model;

import java.time.Instant;

/**
 * The half-open span of event times that count.
 *
 * @param startAt inclusive; {@link Instant#MIN} where open
 * @param endAt exclusive; {@link Instant#MAX} where open
 */
public record Schedule(Instant startAt, Instant endAt) {
  /** No bounds at all. */
  public static final Schedule ALWAYS = new Schedule(Instant.MIN, Instant.MAX);

  public boolean contains(Instant time) {
    return !time.isBefore(startAt) && time.isBefore(endAt);
  }
}
