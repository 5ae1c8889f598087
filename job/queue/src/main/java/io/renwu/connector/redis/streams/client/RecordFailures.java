package io.renwu.connector.redis.streams.client;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The failures of processing one record.
 *
 * @param count the number of failures, from 1
 * @param lastAt the time of the last failure
 * @param cause the cause of the last failure, one line
 */
public record RecordFailures(long count, Instant lastAt, String cause) {
  private static final int PARTS = 3;

  /**
   * Parses {@code <count> <time> <cause>}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  static RecordFailures parse(String text) {
    String[] parts = text.split(" ", PARTS);
    if (parts.length == PARTS) {
      try {
        return new RecordFailures(Long.parseLong(parts[0]), Instant.parse(parts[1]), parts[2]);
      } catch (NumberFormatException | DateTimeParseException e) {
        throw unreadable(text, e);
      }
    }
    throw unreadable(text, null);
  }

  private static IllegalArgumentException unreadable(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "found '" + text + "', expected '<count> <time> <cause>'", cause);
  }
}
