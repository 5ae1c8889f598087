package io.renwu.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
              + "(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))");

  private static final int NANO_DIGITS = 9;

  private Timestamps() {}

  /** The instant that a JSON value names, or empty where it names none. */
  public static Optional<Instant> parse(Object value) {
    Optional<Instant> instant = Optional.empty();
    if (value instanceof String text) {
      instant = rfc3339(text);
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

  private static Optional<Instant> rfc3339(String text) {
    Matcher m = RFC_3339.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3)),
              Integer.parseInt(m.group(4)),
              Integer.parseInt(m.group(5)),
              Integer.parseInt(m.group(6)),
              nanos(m.group(7)));
      return Optional.of(local.toInstant(ZoneOffset.UTC).minusSeconds(offsetSeconds(m)));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static int nanos(String fraction) {
    if (fraction == null) {
      return 0;
    }
    String digits = fraction.length() > NANO_DIGITS ? fraction.substring(0, NANO_DIGITS) : fraction;
    return Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
  }

  private static int offsetSeconds(Matcher m) {
    if (m.group(8) == null) {
      return 0;
    }
    int seconds = Integer.parseInt(m.group(9)) * 3600 + Integer.parseInt(m.group(10)) * 60;
    return m.group(8).equals("-") ? -seconds : seconds;
  }
}
