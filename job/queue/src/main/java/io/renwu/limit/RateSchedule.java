package io.renwu.limit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rates by the time of day: of the spans that contain a time, the first one applies.
 *
 * @param zone the time zone of all spans
 * @param spans in order of precedence
 */
public record RateSchedule(ZoneId zone, List<Span> spans) {
  public RateSchedule {
    spans = List.copyOf(spans);
  }

  /** The span that applies at a time, if any. */
  public Optional<Span> at(Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    return spans.stream().filter(span -> span.holds(local)).findFirst();
  }

  /**
   * A time of day on some days of the week, by local time also when clocks are put forward or back.
   *
   * @param name its name in messages
   * @param days the days on which it begins; not empty
   * @param from its first moment
   * @param to the moment after its last one; on the next day if at or before {@code from}
   * @param perSecond records per second, 0 or more, or infinite
   */
  public record Span(
      String name, Set<DayOfWeek> days, LocalTime from, LocalTime to, double perSecond) {
    public Span {
      days = Set.copyOf(days);
      if (days.isEmpty()) {
        throw new IllegalArgumentException("span " + name + ": found no day, expected one or more");
      }
      if (!(perSecond >= 0)) {
        throw new IllegalArgumentException(
            "span " + name + ": found the rate " + perSecond + ", expected 0 or more");
      }
    }

    private boolean holds(LocalDateTime local) {
      LocalTime time = local.toLocalTime();
      DayOfWeek day = local.getDayOfWeek();
      boolean begun = !time.isBefore(from);
      boolean over = !time.isBefore(to);
      return from.isBefore(to)
          ? begun && !over && days.contains(day)
          : (begun && days.contains(day)) || (!over && days.contains(day.minus(1)));
    }
  }
}
