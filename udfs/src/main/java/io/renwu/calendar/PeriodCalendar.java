package io.renwu.calendar;

import io.renwu.model.CalendarUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The periods of one unit, zone and day start.
 *
 * <pre>
 * begin(p) = the instant of (first date of p, day start) in the zone;
 *            in a gap, later by the gap's length; in an overlap, the earlier of the two
 * at(t)    = the latest p with begin(p) &lt;= t; if several begin together, the last one
 * end(p)   = begin(p + 1)
 * </pre>
 *
 * If a zone skips a whole date (Samoa, 2011-12-30), that day is empty. The last span is cached,
 * since most events are recent. Not thread-safe.
 */
public final class PeriodCalendar {
  private final CalendarUnit unit;
  private final ZoneId zone;
  private final LocalTime dayStart;

  /** Initially a span that contains no time. */
  private PeriodSpan last = new PeriodSpan(PeriodKey.ALWAYS, "", Instant.MAX, Instant.MIN);

  /**
   * Creates a calendar.
   *
   * @param unit a day, a week or a month
   */
  public PeriodCalendar(CalendarUnit unit, ZoneId zone, LocalTime dayStart) {
    this.unit = unit;
    this.zone = zone;
    this.dayStart = dayStart;
  }

  public PeriodSpan at(Instant time) {
    if (!last.contains(time)) {
      last = find(time);
    }
    return last;
  }

  /** Searches backwards from tomorrow's period: no clock was ever set back by more than a day. */
  private PeriodSpan find(Instant time) {
    long key = PeriodKey.of(unit, LocalDate.ofInstant(time, zone).plusDays(1));
    Instant begin = begin(key);
    Instant end = end(key);
    while (begin.isAfter(time)) {
      key = PeriodKey.previous(key);
      end = begin;
      begin = begin(key);
    }
    return new PeriodSpan(key, PeriodKey.name(key), begin, end);
  }

  /** The end of a day, week or month. */
  public Instant end(long key) {
    return key == last.key() ? last.end() : begin(PeriodKey.next(key));
  }

  private Instant begin(long key) {
    return ZonedDateTime.of(PeriodKey.firstDate(key), dayStart, zone).toInstant();
  }
}
