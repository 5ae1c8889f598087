package io.renwu.calendar;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Period;
import io.renwu.model.Zones;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Caches calendars by unit, zone and day start. Not thread-safe. */
public final class Calendars {
  /** About 600 zones, three units and 1440 day starts are possible. */
  private static final int MAX_CALENDARS = 4096;

  private final Map<Key, PeriodCalendar> calendars = new HashMap<>();

  private record Key(CalendarUnit unit, String zone, LocalTime dayStart) {}

  /**
   * The calendar of a task's days, weeks or months for an event.
   *
   * @param unit a day, a week or a month
   * @param timezone the event's zone, used if the task's zone is {@code USER}; null for UTC
   */
  public PeriodCalendar of(CalendarUnit unit, Period period, @Nullable String timezone) {
    if (period.zone() != null) {
      return of(unit, period, period.zone());
    }
    String zone = timezone == null ? Zones.UTC.getId() : timezone;
    Key key = new Key(unit, zone, period.dayStart());
    PeriodCalendar known = calendars.get(key);
    return known != null ? known : add(key, Zones.find(zone).orElseThrow());
  }

  public PeriodCalendar of(CalendarUnit unit, Period period, ZoneId zone) {
    Key key = new Key(unit, zone.getId(), period.dayStart());
    PeriodCalendar known = calendars.get(key);
    return known != null ? known : add(key, zone);
  }

  private PeriodCalendar add(Key key, ZoneId zone) {
    if (calendars.size() >= MAX_CALENDARS) {
      calendars.clear();
    }
    PeriodCalendar calendar = new PeriodCalendar(key.unit(), zone, key.dayStart());
    calendars.put(key, calendar);
    return calendar;
  }
}
