package io.renwu.document;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Period;
import io.renwu.model.Zones;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a task's {@code period}. */
final class PeriodParser {
  private static final String USER = "USER";
  private static final Pattern DAY_START = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");

  private PeriodParser() {}

  static Period parse(DocumentCursor field) {
    DocumentCursor period = field.object("unit", "zone", "dayStart", "allowedLateness");
    return new Period(
        UnreadParts.tolerate(unit(period.get("unit"))),
        zone(period.get("zone")),
        dayStart(period.get("dayStart")),
        lateness(period.get("allowedLateness")));
  }

  private static @Nullable CalendarUnit unit(DocumentCursor field) {
    return field.isAbsent()
        ? CalendarUnit.ALWAYS
        : field.constant(Period.UNITS, CalendarUnit::periodName);
  }

  private static @Nullable ZoneId zone(DocumentCursor field) {
    if (field.isAbsent()) {
      return Zones.UTC;
    }
    if (USER.equals(field.value())) {
      return null;
    }
    Optional<ZoneId> zone =
        field.value() instanceof String name ? Zones.find(name) : Optional.empty();
    if (zone.isEmpty()) {
      field.reject("the name of an IANA time zone, or " + USER);
    }
    return zone.orElse(null);
  }

  private static LocalTime dayStart(DocumentCursor field) {
    String text = field.matching(DAY_START, "a time of day as HH:mm, from 00:00 to 23:59");
    return text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static Duration lateness(DocumentCursor field) {
    Duration lateness = DurationParser.parse(field);
    return lateness == null ? Duration.ZERO : lateness;
  }
}
