package io.renwu.demo.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Traffic as a file: an event a line, each with its {@code behavior} and {@code receivedAt}. Broken
 * records become broken lines; those without bytes, which no line can hold, are left out.
 */
public final class TrafficFile {
  private TrafficFile() {}

  /**
   * Writes the given number of lines. Memory grows with the number of users only.
   *
   * @param startMillis the time of the first line
   * @param perSecond the rate at which the lines' times go on, above 0
   */
  public static void write(
      TrafficGenerator traffic, long lines, long startMillis, double perSecond, OutputStream out)
      throws IOException {
    long step = 0;
    for (long written = 0; written < lines; step++) {
      TrafficRecord record = traffic.next(startMillis + (long) (step * 1000 / perSecond));
      if (record.value().length > 0) {
        out.write(line(record));
        out.write('\n');
        written++;
      }
    }
    out.flush();
  }

  /** One record's line, without the line's end. */
  static byte[] line(TrafficRecord record) throws IOException {
    if (record.breakage() == Breakage.WRONG_BEHAVIOR) {
      ObjectNode event = (ObjectNode) EventWriter.JSON.readTree(record.value());
      return EventWriter.bytes(event.put("behavior", "No Such Behavior"));
    }
    if (!record.broken() || readable(record.breakage())) {
      JsonNode event = EventWriter.JSON.readTree(record.value());
      return EventWriter.bytes(
          ((ObjectNode) event)
              .put("behavior", record.behavior())
              .put("receivedAt", record.timestampMillis()));
    }
    return record.value();
  }

  private static boolean readable(@Nullable Breakage breakage) {
    return switch (breakage) {
      case EMPTY, NOT_JSON, TRUNCATED, NOT_AN_OBJECT, NOT_UTF8 -> false;
      case TOO_LARGE, MISSING_FIELD, WRONG_FIELD, WRONG_BEHAVIOR, FUTURE_TIME, UNKNOWN_TIMEZONE ->
          true;
    };
  }
}
