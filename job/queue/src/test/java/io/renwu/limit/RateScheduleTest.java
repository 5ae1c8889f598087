package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.limit.RateSchedule.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateScheduleTest {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
  private static final Span NIGHT = span("night", DAILY, "22:00", "06:00");
  private static final Span FRIDAY_NIGHT =
      span("friday", Set.of(DayOfWeek.FRIDAY), "23:00", "02:00");

  private static Span span(String name, Set<DayOfWeek> days, String from, String to) {
    return new Span(name, days, LocalTime.parse(from), LocalTime.parse(to), 10);
  }

  private static String at(String zone, String instant, Span... spans) {
    return new RateSchedule(ZoneId.of(zone), List.of(spans))
        .at(Instant.parse(instant))
        .map(Span::name)
        .orElse("-");
  }

  @Test
  void aSpanIncludesItsFirstMomentButNotItsEnd() {
    assertThat(at("UTC", "2026-11-27T21:59:59.999Z", NIGHT)).isEqualTo("-");
    assertThat(at("UTC", "2026-11-27T22:00:00Z", NIGHT)).isEqualTo("night");
    assertThat(at("UTC", "2026-11-28T05:59:59.999Z", NIGHT)).isEqualTo("night");
    assertThat(at("UTC", "2026-11-28T06:00:00Z", NIGHT)).isEqualTo("-");
    assertThat(at("Asia/Shanghai", "2026-11-27T14:00:00Z", NIGHT)).isEqualTo("night");
    assertThat(at("UTC", "2026-11-27T12:00:00Z", span("all", DAILY, "00:00", "00:00")))
        .isEqualTo("all");
  }

  @Test
  void aSpanBelongsToTheDayOnWhichItBegins() {
    assertThat(at("UTC", "2026-11-27T23:30:00Z", FRIDAY_NIGHT)).isEqualTo("friday");
    assertThat(at("UTC", "2026-11-28T01:30:00Z", FRIDAY_NIGHT)).isEqualTo("friday");
    assertThat(at("UTC", "2026-11-27T01:30:00Z", FRIDAY_NIGHT)).isEqualTo("-");
    assertThat(at("UTC", "2026-11-28T23:30:00Z", FRIDAY_NIGHT)).isEqualTo("-");
  }

  @Test
  void theFirstMatchingSpanApplies() {
    assertThat(at("UTC", "2026-11-27T23:30:00Z", FRIDAY_NIGHT, NIGHT)).isEqualTo("friday");
    assertThat(at("UTC", "2026-11-27T23:30:00Z", NIGHT, FRIDAY_NIGHT)).isEqualTo("night");
  }

  /** Clocks in Berlin are put back at 03:00 on 2026-10-25, forward at 02:00 on 2026-03-29. */
  @Test
  void followsTheLocalTimeWhenClocksArePutForwardOrBack() {
    Span two = span("two", DAILY, "02:00", "03:00");
    assertThat(at("Europe/Berlin", "2026-10-25T00:30:00Z", two)).isEqualTo("two");
    assertThat(at("Europe/Berlin", "2026-10-25T01:30:00Z", two)).isEqualTo("two");
    assertThat(at("Europe/Berlin", "2026-03-29T00:59:59Z", two)).isEqualTo("-");
    assertThat(at("Europe/Berlin", "2026-03-29T01:00:00Z", two)).isEqualTo("-");
  }

  @Test
  void refusesInvalidSpans() {
    assertThatThrownBy(() -> span("a", Set.of(), "01:00", "02:00")).hasMessageContaining("no day");
    assertThatThrownBy(() -> new Span("a", DAILY, LocalTime.NOON, LocalTime.MIDNIGHT, Double.NaN))
        .hasMessageContaining("rate NaN");
  }
}
