package io.renwu.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The weeks in which a history happens: around a change of some zone's clock or of the year. */
final class RandomCalendar {
  /** Names of zones of users; null where they do not say. */
  static final List<String> TIMEZONES =
      Arrays.asList(
          null,
          "UTC",
          "Asia/Shanghai",
          "Pacific/Honolulu",
          "Pacific/Auckland",
          "America/New_York",
          "Australia/Lord_Howe");

  /** When New York's clock is set back, New York's forward, New Zealand's back, and a new year. */
  private static final List<Instant> TURNS =
      List.of(
          Instant.parse("2026-11-01T06:00:00Z"),
          Instant.parse("2026-03-08T07:00:00Z"),
          Instant.parse("2026-04-04T14:00:00Z"),
          Instant.parse("2027-01-01T00:00:00Z"));

  private static final List<Integer> DAYS = List.of(1, 3, 8, 35);

  private final Random random;
  private final Instant turn;
  private final Instant begin;
  private final long seconds;

  RandomCalendar(Random random) {
    this.random = random;
    turn = TURNS.get(random.nextInt(TURNS.size()));
    seconds = Duration.ofDays(DAYS.get(random.nextInt(DAYS.size()))).toSeconds();
    begin = turn.minusSeconds(Math.round(seconds * random.nextDouble()));
  }

  Instant begin() {
    return begin;
  }

  Instant end() {
    return begin.plusSeconds(seconds);
  }

  /** Up to a part of the history's length. */
  Duration upTo(int parts) {
    return Duration.ofSeconds(1 + (long) (seconds * random.nextDouble()) / parts);
  }

  /** A moment of the history: any, a full or half hour, or one near the turn of the clock. */
  Instant moment() {
    Instant any = begin.plusSeconds((long) (seconds * random.nextDouble()));
    return switch (random.nextInt(6)) {
      case 0 -> Instant.ofEpochSecond(any.getEpochSecond() / 1800 * 1800);
      case 1 -> turn.plusSeconds(random.nextInt(3 * 3600) - 3600L);
      default -> any;
    };
  }
}
