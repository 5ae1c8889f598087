package io.renwu.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The times of the wire: RFC 3339 with an offset, or whole epoch milliseconds, in the years 0001 to
 * 9999 of UTC. Digits of a second's fraction beyond the ninth are cut off.
 */
public final class Timestamps {
  /** What a text or number must be to name a time. */
  public static final String EXPECTED =
      "an RFC 3339 time with an offset or epoch milliseconds, in the years 0001 to 9999";

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Timestamps() {}

  /** The instant that a JSON value names, or empty where it names none. */
  public static Optional<Instant> parse(Object value) {
    Optional<Instant> instant = Optional.empty();
    if (value instanceof String text) {
      instant = Rfc3339.parse(text);
    } else if (value instanceof BigDecimal number) {
      instant = epochMillis(number);
    }
    return instant.filter(i -> !i.isBefore(EARLIEST) && !i.isAfter(LATEST));
  }

  private static Optional<Instant> epochMillis(BigDecimal number) {
    if (number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Optional.empty();
    }
    BigDecimal whole = number.stripTrailingZeros();
    return whole.scale() > 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(whole.longValueExact()));
  }
}
