package io.renwu.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times in JSON: RFC 3339 with an offset, or whole epoch milliseconds, in the years 0001 to 9999 of
 * UTC. Fractions of a second are truncated to nine digits.
 */
public final class Timestamps {
  /** The expected form of a time, for messages. */
  public static final String EXPECTED =
      "an RFC 3339 time with an offset or epoch milliseconds, in the years 0001 to 9999";

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final Instant FIRST_MILLI = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST_MILLI = Instant.ofEpochMilli(Long.MAX_VALUE);

  private static final int NANO_DIGITS = 9;

  /** {@code 2026-11-22T01:00:00.123456789Z}. */
  private static final int LONGEST = 30;

  private Timestamps() {}

  /** The instant of a JSON value; empty if it is no valid time. */
  public static Optional<Instant> parse(@Nullable Object value) {
    Optional<Instant> instant = Optional.empty();
    if (value instanceof String text) {
      instant = Rfc3339.parse(text);
    } else if (value instanceof BigDecimal number) {
      instant = epochMillis(number);
    }
    return instant.filter(i -> !i.isBefore(EARLIEST) && !i.isAfter(LATEST));
  }

  /** Epoch milliseconds, rounded down and clamped to the range of {@code long}. */
  public static long millis(Instant time) {
    if (time.isAfter(LAST_MILLI)) {
      return Long.MAX_VALUE;
    }
    return time.isBefore(FIRST_MILLI) ? Long.MIN_VALUE : time.toEpochMilli();
  }

  /**
   * The first multiple of a grain at or after a time.
   *
   * @return {@link Long#MAX_VALUE} on overflow
   */
  public static long roundUp(Instant time, long grainMillis) {
    long millis = millis(time);
    // Part of a millisecond counts: a timer before its time would be set again for ever.
    if (millis < Long.MAX_VALUE && Instant.ofEpochMilli(millis).isBefore(time)) {
      millis++;
    }
    return millis > Long.MAX_VALUE - grainMillis
        ? Long.MAX_VALUE
        : Math.floorDiv(millis + grainMillis - 1, grainMillis) * grainMillis;
  }

  /** The milliseconds from one time to another, clamped to the range of {@code long}. */
  public static long millisBetween(long earlierMillis, long laterMillis) {
    long between = laterMillis - earlierMillis;
    boolean overflow = ((laterMillis ^ earlierMillis) & (laterMillis ^ between)) < 0;
    return !overflow ? between : laterMillis > earlierMillis ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  /** The time as {@link Instant#toString} writes it, without a formatter. */
  public static String text(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      return time.toString();
    }
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    byte[] text = new byte[LONGEST];
    int at = digits(utc.getYear(), 4, text, 0);
    text[at++] = '-';
    at = digits(utc.getMonthValue(), 2, text, at);
    text[at++] = '-';
    at = digits(utc.getDayOfMonth(), 2, text, at);
    text[at++] = 'T';
    at = digits(utc.getHour(), 2, text, at);
    text[at++] = ':';
    at = digits(utc.getMinute(), 2, text, at);
    text[at++] = ':';
    at = digits(utc.getSecond(), 2, text, at);
    int fraction = utc.getNano();
    if (fraction != 0) {
      int digits = NANO_DIGITS;
      while (fraction % 1_000 == 0) {
        fraction /= 1_000;
        digits -= 3;
      }
      text[at++] = '.';
      at = digits(fraction, digits, text, at);
    }
    text[at++] = 'Z';
    return new String(text, 0, at, StandardCharsets.ISO_8859_1);
  }

  /** Writes a number with leading zeros; returns the index after it. */
  private static int digits(int number, int digits, byte[] text, int at) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
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
