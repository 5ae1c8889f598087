package io.renwu.connector.redis.streams.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.renwu.limit.RateSchedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schedule in the control document: rates by wall-clock time. Of two overlapping spans the
 * first applies.
 *
 * @param zone the IANA name of the time zone
 * @param spans one or more
 */
public record ScheduleDocument(String zone, List<Span> spans) {
  public ScheduleDocument {
    if (spans == null || spans.isEmpty()) {
      throw new IllegalArgumentException("found no spans, expected one or more");
    }
    spans = List.copyOf(spans);
    zone(zone);
    spans.forEach(Span::rule);
  }

  RateSchedule schedule() {
    return new RateSchedule(zone(zone), spans.stream().map(Span::rule).toList());
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone == null ? "" : zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "found the zone '" + zone + "', expected an IANA name such as Asia/Shanghai", e);
    }
  }

  /**
   * A span of time on some days of the week.
   *
   * @param name for people
   * @param days on which it begins; null = every day
   * @param from its start, {@code HH:MM}, inclusive
   * @param to its end, {@code HH:MM}, exclusive; at or before {@code from} = on the next day
   * @param rate records a second, 0 or more; null = unlimited
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Span(
      String name, @Nullable Set<DayOfWeek> days, String from, String to, @Nullable Double rate) {
    private RateSchedule.Span rule() {
      return new RateSchedule.Span(
          name,
          days == null ? EnumSet.allOf(DayOfWeek.class) : days,
          time("from", from),
          time("to", to),
          rate == null ? Double.POSITIVE_INFINITY : rate);
    }

    private LocalTime time(String field, String text) {
      try {
        return LocalTime.parse(text == null ? "" : text);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "span " + name + ": found " + field + " '" + text + "', expected HH:MM", e);
      }
    }
  }
}
