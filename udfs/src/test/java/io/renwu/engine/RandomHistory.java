package io.renwu.engine;

import io.renwu.model.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What one user does: events in and out of order, in several zones, some twice, some broken. */
final class RandomHistory {
  private static final List<String> TIMEZONES =
      Arrays.asList(null, "UTC", "Asia/Shanghai", "Pacific/Honolulu", "Pacific/Auckland");

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          "x",
          "1",
          "a rather long text that is hashed",
          new BigDecimal("1"),
          new BigDecimal("1.0"),
          new BigDecimal("2.5"),
          new BigDecimal("0"),
          new BigDecimal("-3"),
          new BigDecimal("12"),
          new BigDecimal("1e1"),
          List.of("x"));

  private final Random random;
  private final RandomTasks times;

  RandomHistory(Random random) {
    this.random = random;
    this.times = new RandomTasks(random);
  }

  /** In the order in which the queue holds them: roughly, not strictly, that of receipt. */
  List<Event> events() {
    int number = 5 + random.nextInt(40);
    List<Instant> moments = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      moments.add(times.time());
    }
    moments.sort(null);
    List<Event> events = new ArrayList<>();
    for (Instant moment : moments) {
      events.add(event(moment, number));
    }
    return events;
  }

  private Event event(Instant moment, int number) {
    Duration delay = Duration.ofMinutes(random.nextInt(4) == 0 ? random.nextInt(40 * 60) : 0);
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("v", pick(VALUES));
    attributes.put("w", pick(VALUES));
    attributes.put("flag", random.nextInt(3) > 0);
    return new Event(
        "e" + random.nextInt(number * 3),
        Journey.USER,
        pick(RandomTasks.BEHAVIORS),
        moment.minus(delay),
        pick(TIMEZONES),
        attributes,
        moment.plusSeconds(random.nextInt(600)));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
