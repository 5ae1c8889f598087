package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.completed;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.calendar.PeriodCalendar;
import io.renwu.calendar.PeriodKey;
import io.renwu.calendar.PeriodSpan;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodCalendarTest {

  private static PeriodSpan at(CalendarUnit unit, String zone, String dayStart, String time) {
    return new PeriodCalendar(unit, ZoneId.of(zone), LocalTime.parse(dayStart))
        .at(Instant.parse(time));
  }

  @ParameterizedTest
  @CsvSource({
    // A day that begins at four.
    "DAY, Asia/Shanghai, 04:00, 2026-11-21T19:59:59Z, 2026-11-21, 2026-11-21T20:00:00Z",
    "DAY, Asia/Shanghai, 04:00, 2026-11-21T20:00:00Z, 2026-11-22, 2026-11-22T20:00:00Z",
    // The day start falls into a gap: 02:30 moves on to 03:30, at -04:00.
    "DAY, America/New_York, 02:30, 2026-03-08T07:29:59Z, 2026-03-07, 2026-03-08T07:30:00Z",
    "DAY, America/New_York, 02:30, 2026-03-08T07:30:00Z, 2026-03-08, 2026-03-09T06:30:00Z",
    // Midnight falls into a gap.
    "DAY, America/Sao_Paulo, 00:00, 2018-11-04T02:59:59Z, 2018-11-03, 2018-11-04T03:00:00Z",
    "DAY, America/Sao_Paulo, 00:00, 2018-11-04T03:00:00Z, 2018-11-04, 2018-11-05T02:00:00Z",
    // The day start comes twice: the first one counts, also for the local 01:15 after it.
    "DAY, America/New_York, 01:30, 2026-11-01T05:29:59Z, 2026-10-31, 2026-11-01T05:30:00Z",
    "DAY, America/New_York, 01:30, 2026-11-01T05:30:00Z, 2026-11-01, 2026-11-02T06:30:00Z",
    "DAY, America/New_York, 01:30, 2026-11-01T06:15:00Z, 2026-11-01, 2026-11-02T06:30:00Z",
    // At 00:01 the clock goes back into yesterday, but today has begun.
    "DAY, America/St_Johns, 00:00, 2010-11-07T02:29:59Z, 2010-11-06, 2010-11-07T02:30:00Z",
    "DAY, America/St_Johns, 00:00, 2010-11-07T03:00:00Z, 2010-11-07, 2010-11-08T03:30:00Z",
    // Samoa left 2011-12-30 out.
    "DAY, Pacific/Apia, 00:00, 2011-12-30T09:59:59Z, 2011-12-29, 2011-12-30T10:00:00Z",
    "DAY, Pacific/Apia, 00:00, 2011-12-30T10:00:00Z, 2011-12-31, 2011-12-31T10:00:00Z",
    "DAY, Pacific/Apia, 12:00, 2011-12-30T09:59:59Z, 2011-12-29, 2011-12-30T22:00:00Z",
    "DAY, Pacific/Apia, 12:00, 2011-12-30T22:00:00Z, 2011-12-31, 2011-12-31T22:00:00Z",
    // ISO weeks at the edges of years.
    "WEEK, UTC, 00:00, 2026-11-22T12:00:00Z, 2026-W47, 2026-11-23T00:00:00Z",
    "WEEK, UTC, 00:00, 2021-01-03T23:59:59Z, 2020-W53, 2021-01-04T00:00:00Z",
    "WEEK, UTC, 00:00, 2021-01-04T00:00:00Z, 2021-W01, 2021-01-11T00:00:00Z",
    "WEEK, UTC, 00:00, 2024-12-30T00:00:00Z, 2025-W01, 2025-01-06T00:00:00Z",
    "WEEK, UTC, 04:00, 2024-12-30T03:59:59Z, 2024-W52, 2024-12-30T04:00:00Z",
    "WEEK, UTC, 00:00, 1969-12-28T12:00:00Z, 1969-W52, 1969-12-29T00:00:00Z",
    // Months, also before the epoch.
    "MONTH, UTC, 00:00, 2026-02-28T23:59:59Z, 2026-02, 2026-03-01T00:00:00Z",
    "MONTH, Asia/Shanghai, 04:00, 2026-11-30T19:59:59Z, 2026-11, 2026-11-30T20:00:00Z",
    "MONTH, Asia/Shanghai, 04:00, 2026-11-30T20:00:00Z, 2026-12, 2026-12-31T20:00:00Z",
    "MONTH, UTC, 00:00, 1969-12-31T23:59:59Z, 1969-12, 1970-01-01T00:00:00Z",
  })
  void findsThePeriodOfATime(
      CalendarUnit unit, String zone, String dayStart, String time, String name, String end) {
    PeriodSpan span = at(unit, zone, dayStart, time);
    assertThat(span.name()).isEqualTo(name);
    assertThat(span.end()).isEqualTo(end);
    assertThat(span.contains(Instant.parse(time))).isTrue();
    assertThat(PeriodKey.name(span.key())).isEqualTo(name);
    assertThat(PeriodKey.unit(span.key())).isEqualTo(unit);
  }

  @Test
  void agreesWithTryingEveryDate() {
    long seed = 20261122;
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    List<CalendarUnit> units = List.of(CalendarUnit.DAY, CalendarUnit.WEEK, CalendarUnit.MONTH);
    for (int i = 0; i < 300; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      LocalTime dayStart = LocalTime.ofSecondOfDay(random.nextInt(24 * 60) * 60L);
      CalendarUnit unit = units.get(random.nextInt(units.size()));
      PeriodCalendar calendar = new PeriodCalendar(unit, zone, dayStart);
      Period period = new Period(unit, zone, dayStart, Duration.ZERO);
      for (int j = 0; j < 20; j++) {
        Instant time = interestingTime(zone, random);
        CalendarModel.Found expected = CalendarModel.find(period, event(time));
        PeriodSpan span = calendar.at(time);
        assertThat(new CalendarModel.Found(span.name(), span.end()))
            .as("seed %s, %s %s %s at %s", seed, unit, zone, dayStart, time)
            .isEqualTo(expected);
        assertThat(calendar.end(span.key())).isEqualTo(span.end());
      }
    }
  }

  /** Within two days of a change of the zone's clock, if it has one. */
  private static Instant interestingTime(ZoneId zone, Random random) {
    Instant any = Instant.ofEpochSecond((long) (random.nextDouble() * 1.8e9));
    var transition = zone.getRules().nextTransition(any);
    Instant near = transition == null ? any : transition.getInstant();
    return near.plusSeconds(random.nextInt(4 * 86_400) - 2 * 86_400L);
  }

  private static Event event(Instant time) {
    return new Event("e", "u", "x", time, null, Map.of(), time);
  }

  @Test
  void aTravellerHasOneTwentySecondOfNovember() {
    Journey journey =
        Journey.with(
            TaskBuilder.task("t")
                .per(CalendarUnit.DAY, "USER", "00:00", "PT0S")
                .count("o", "x", "2"));
    journey.in("Pacific/Auckland").at("2026-11-21T12:00:00Z").does("x").shows("0", "1");
    assertThat(journey.progress().get(0).periodEnd()).isEqualTo("2026-11-22T11:00:00Z");
    journey
        .in("Pacific/Honolulu")
        .at("2026-11-23T09:00:00Z")
        .does("x")
        .shows("1", "2")
        .grants(completed(1).in("2026-11-22"));
    assertThat(journey.progress().get(0).periodEnd()).isEqualTo("2026-11-23T10:00:00Z");
  }

  @Test
  void withoutATimezoneTheUsersDayIsThatOfUtc() {
    Journey journey =
        Journey.with(
            TaskBuilder.task("t")
                .per(CalendarUnit.DAY, "USER", "00:00", "PT0S")
                .count("o", "x", "2"));
    journey.at("2026-11-22T23:59:59Z").does("x");
    assertThat(journey.decision().period()).isEqualTo("2026-11-22");
  }

  @Test
  void theZoneOfTheEventDoesNotMatterWhereTheTaskHasOne() {
    Journey journey =
        Journey.with(TaskBuilder.task("t").per(CalendarUnit.DAY).count("o", "x", "2"));
    journey.in("Pacific/Auckland").at("2026-11-22T23:59:59Z").does("x");
    assertThat(journey.decision().period()).isEqualTo("2026-11-22");
  }
}
