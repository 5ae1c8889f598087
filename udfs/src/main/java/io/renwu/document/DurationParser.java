package io.renwu.document;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations in weeks, or in days and smaller units. A day has 24 hours. */
final class DurationParser {
  private static final Pattern WEEKS = Pattern.compile("P([0-9]{1,9})W");
  private static final Pattern DURATION = Pattern.compile("P[0-9DTHMS.,]+");
  private static final Duration MAX = Duration.ofDays(3660);
  private static final int DAYS_OF_WEEK = 7;
  private static final String EXPECTED =
      "an ISO 8601 duration of weeks, or of days, hours, minutes and seconds, up to P"
          + MAX.toDays()
          + "D";

  private DurationParser() {}

  /** A duration of zero or more. */
  static @Nullable Duration parse(DocumentCursor field) {
    return parse(field, Duration.ZERO, EXPECTED);
  }

  /** A duration above zero. */
  static @Nullable Duration parsePositive(DocumentCursor field) {
    return parse(field, Duration.ofNanos(1), EXPECTED + ", above zero");
  }

  private static @Nullable Duration parse(DocumentCursor field, Duration min, String expected) {
    if (field.isAbsent()) {
      return null;
    }
    Duration duration = field.value() instanceof String text ? duration(text) : null;
    if (duration == null || duration.compareTo(MAX) > 0 || duration.compareTo(min) < 0) {
      field.reject(expected);
      return null;
    }
    return duration;
  }

  private static @Nullable Duration duration(String text) {
    Matcher weeks = WEEKS.matcher(text);
    if (weeks.matches()) {
      return Duration.ofDays(Long.parseLong(weeks.group(1)) * DAYS_OF_WEEK);
    }
    try {
      return DURATION.matcher(text).matches() ? Duration.parse(text) : null;
    } catch (DateTimeException notADuration) {
      return null;
    }
  }
}
