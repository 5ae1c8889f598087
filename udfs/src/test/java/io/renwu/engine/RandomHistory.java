package io.renwu.engine;

import io.renwu.model.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What one user does: events in and out of order, in several zones, some twice, some broken. */
final class RandomHistory {
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          "x",
          "x",
          "1",
          "a rather long text that is hashed",
          new BigDecimal("1"),
          new BigDecimal("1.0"),
          new BigDecimal("2"),
          new BigDecimal("2.5"),
          new BigDecimal("0"),
          new BigDecimal("-3"),
          new BigDecimal("12"),
          new BigDecimal("1e1"),
          new BigDecimal("1e31"),
          List.of("x"));

  private static final List<Object> NO_TIMES =
      Arrays.asList(null, "yesterday", true, new BigDecimal("0.5"), "2026-11-01T06:00:00");
  private static final List<String> NAMES = List.of("uuuu-MM-dd", "YYYY-'W'ww", "uuuu-MM", "'-'");

  private final Random random;
  private final RandomCalendar calendar;
  private final String userId;
  private final List<Event> events = new ArrayList<>();

  RandomHistory(Random random, RandomCalendar calendar) {
    this.random = random;
    this.calendar = calendar;
    userId = "u-" + random.nextInt(20);
  }

  /** In the order in which the queue holds them: roughly, not strictly, that of receipt. */
  List<Event> events() {
    int number = 20 + random.nextInt(70);
    List<Instant> moments = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      moments.add(calendar.moment());
    }
    moments.sort(null);
    for (Instant moment : moments) {
      events.add(event(moment, number));
    }
    return events;
  }

  private Event event(Instant moment, int number) {
    int kind = random.nextInt(100);
    if (kind < 68) {
      String behavior = kind < 2 ? "c" : pick(RandomTasks.ADDING);
      return event(moment, number, behavior, pick(RandomCalendar.TIMEZONES), attributes());
    }
    return kind < 90 ? cancel(moment, number) : claim(moment, number);
  }

  private Event event(
      Instant moment,
      int number,
      String behavior,
      String timezone,
      Map<String, Object> attributes) {
    return new Event(
        "e" + random.nextInt(number * 6),
        userId,
        behavior,
        moment.minus(delay()),
        timezone,
        attributes,
        moment.plus(transport()));
  }

  /** How long ago something happened when the producer says so. */
  private Duration delay() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> Duration.ofMinutes(random.nextInt(40 * 60));
      case 2 -> calendar.upTo(1);
      default -> Duration.ZERO;
    };
  }

  /** How long a record takes. */
  private Duration transport() {
    return random.nextInt(15) == 0 ? calendar.upTo(1) : Duration.ofSeconds(random.nextInt(600));
  }

  private Map<String, Object> attributes() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("v", pick(VALUES));
    attributes.put("w", pick(VALUES));
    attributes.put("n", random.nextInt(8) == 0 ? "no object" : inner());
    attributes.put("flag", random.nextInt(3) > 0);
    return attributes;
  }

  private Map<String, Object> inner() {
    Map<String, Object> inner = new HashMap<>();
    inner.put("v", pick(VALUES));
    return inner;
  }

  /** Often what takes back an event of before, sometimes in its period. */
  private Event cancel(Instant moment, int number) {
    Map<String, Object> attributes = attributes();
    String timezone = pick(RandomCalendar.TIMEZONES);
    if (!events.isEmpty() && random.nextInt(4) > 0) {
      Event target = events.get(Math.max(0, events.size() - 1 - random.nextInt(10)));
      attributes = new HashMap<>(target.attributes());
      timezone = random.nextInt(4) > 0 ? target.timezone() : timezone;
      if (random.nextInt(2) == 0) {
        attributes.put("originalTime", time(target.time()));
      }
    }
    if (random.nextInt(12) == 0) {
      attributes.put("originalTime", pick(NO_TIMES));
    }
    return event(moment, number, pick(RandomTasks.CANCELLING), timezone, attributes);
  }

  private Object time(Instant time) {
    return random.nextBoolean()
        ? time.atOffset(ZoneOffset.ofHours(8)).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
        : BigDecimal.valueOf(time.toEpochMilli());
  }

  private Event claim(Instant moment, int number) {
    Map<String, Object> attributes = new HashMap<>();
    if (random.nextInt(20) > 0) {
      attributes.put("taskId", random.nextInt(20) == 0 ? pick(VALUES) : "t" + random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      attributes.put(
          "rewardId", pick(Arrays.asList("r0", "r1", "r00", "r10", BigDecimal.ONE, null)));
    }
    if (random.nextInt(4) == 0) {
      attributes.put("period", random.nextInt(8) == 0 ? pick(VALUES) : period(moment));
    }
    return event(moment, number, "claim", pick(RandomCalendar.TIMEZONES), attributes);
  }

  /** The name of a period about then. */
  private String period(Instant moment) {
    return DateTimeFormatter.ofPattern(pick(NAMES), Locale.GERMANY)
        .format(moment.minus(delay()).atOffset(ZoneOffset.UTC));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
