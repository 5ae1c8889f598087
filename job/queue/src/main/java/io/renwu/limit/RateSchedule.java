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
 * Rates by the clock on the wall: of the spans that a time lies in, the first one holds.
 *
 * @param zone whose clock
 * @param spans in the order in which they are looked at
 */
public record RateSchedule(ZoneId zone, List<Span> spans) {
  public RateSchedule {
    spans = List.copyOf(spans);
  }

  /** The span that holds at a time, if any. */
  public Optional<Span> at(Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    return spans.stream().filter(span -> span.holds(local)).findFirst();
  }

  /**
   * A part of some days. Where clocks are put forward or back it is as long as the wall clock says.
   *
   * @param name for people
   * @param days on which it begins; not empty
   * @param from its first moment
   * @param to the moment after its last; at or before {@code from}: of the next day
   * @param perSecond records a second, 0 or more, or infinite
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
