package io.renwu.document;

import io.renwu.model.Schedule;
import io.renwu.model.Timestamps;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads times and a task's {@code schedule}. */
final class ScheduleParser {
  private ScheduleParser() {}

  static Schedule parse(DocumentCursor field) {
    DocumentCursor schedule = field.object("startAt", "endAt");
    Instant start = time(schedule.get("startAt"), Instant.MIN);
    DocumentCursor endField = schedule.get("endAt");
    Instant end = time(endField, Instant.MAX);
    if (start != null && end != null && !start.isBefore(end)) {
      endField.reject("a time after startAt");
    }
    return new Schedule(UnreadParts.tolerate(start), UnreadParts.tolerate(end));
  }

  static @Nullable Instant time(DocumentCursor field, Instant defaultTime) {
    if (field.isAbsent()) {
      return defaultTime;
    }
    Optional<Instant> time = Timestamps.parse(field.value());
    if (time.isEmpty()) {
      field.reject(Timestamps.EXPECTED);
    }
    return time.orElse(null);
  }
}
