package io.renwu.demo.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes traffic as a file with one event on each line, with its {@code behavior} and {@code
 * receivedAt}. Broken records become broken lines; empty records are skipped.
 */
public final class TrafficFile {
  private TrafficFile() {}

  /**
   * Writes the given number of lines. Memory grows with the number of users only.
   *
   * @param startMillis the time of the first line
   * @param perSecond how many lines share a second of time, above 0
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

  /** The line of a record, without a line end. */
  static byte[] line(TrafficRecord record) throws IOException {
    Breakage breakage = record.breakage();
    if (breakage == Breakage.WRONG_BEHAVIOR) {
      ObjectNode event = (ObjectNode) EventWriter.JSON.readTree(record.value());
      return EventWriter.bytes(event.put("behavior", "No Such Behavior"));
    }
    if (breakage == null || isJsonObject(breakage)) {
      JsonNode event = EventWriter.JSON.readTree(record.value());
      return EventWriter.bytes(
          ((ObjectNode) event)
              .put("behavior", record.behavior())
              .put("receivedAt", record.timestampMillis()));
    }
    return record.value();
  }

  private static boolean isJsonObject(Breakage breakage) {
    return switch (breakage) {
      case EMPTY, NOT_JSON, TRUNCATED, NOT_AN_OBJECT, NOT_UTF8 -> false;
      case TOO_LARGE, MISSING_FIELD, WRONG_FIELD, WRONG_BEHAVIOR, FUTURE_TIME, UNKNOWN_TIMEZONE ->
          true;
    };
  }
}
