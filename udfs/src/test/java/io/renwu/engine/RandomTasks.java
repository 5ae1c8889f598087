package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.Audience;
import io.renwu.model.Event;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Recurrence;
import io.renwu.model.Reward;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import io.renwu.model.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Tasks in a few versions each, small enough that a short history meets every rule of them. */
final class RandomTasks {
  /** The conditions that tasks have, and what they mean. */
  static final Map<String, Predicate<Event>> CONDITIONS =
      Map.of(
          "event.attributes.flag",
          event -> Boolean.TRUE.equals(event.attributes().get("flag")),
          "event.behavior == 'a' || event.timezone == 'UTC'",
          event -> event.behavior().equals("a") || "UTC".equals(event.timezone()));

  static final List<String> BEHAVIORS = List.of("a", "b", "c");
  static final Instant START = Instant.parse("2026-10-30T00:00:00Z");

  private static final List<String> CONDITION_TEXTS =
      CONDITIONS.keySet().stream().sorted().toList();
  private static final List<String> FIELDS = List.of("v", "w");
  private static final List<String> TARGETS = List.of("1", "2", "3", "4.5", "10");
  private static final List<String> ZONES =
      Arrays.asList("UTC", "America/New_York", "Pacific/Auckland", null);

  private final Random random;

  RandomTasks(Random random) {
    this.random = random;
  }

  /** All versions, by task id, then version. */
  List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    int number = 1 + random.nextInt(3);
    for (int i = 0; i < number; i++) {
      Task first = first("t" + i);
      tasks.add(first);
      int versions = random.nextInt(3);
      for (int v = 0; v < versions; v++) {
        tasks.add(next(tasks.get(tasks.size() - 1)));
      }
    }
    return tasks;
  }

  private Task first(String id) {
    Recurrence.Policy policy = pick(List.of(Recurrence.Policy.values()));
    boolean tiered = policy != Recurrence.Policy.REPEAT && chance(4);
    Period.Unit unit = pick(List.of(Period.Unit.values()));
    return version(id, 1, chance(3) ? time() : Instant.MIN, unit, policy, tiered ? 1 : 0);
  }

  /** A version that may follow another one. */
  private Task next(Task before) {
    int tiers = before.tiers().size();
    int least = tiers == 0 ? 0 : tiers + random.nextInt(2);
    return version(
        before.taskId(),
        before.version() + 1 + random.nextInt(2),
        chance(4) ? Instant.MIN : time(),
        before.period().unit(),
        before.recurrence().policy(),
        least);
  }

  private Task version(
      String id,
      int version,
      Instant effectiveAt,
      Period.Unit unit,
      Recurrence.Policy policy,
      int leastTiers) {
    List<Tier> tiers = leastTiers == 0 ? List.of() : tiers(leastTiers + random.nextInt(2));
    boolean bounded = policy == Recurrence.Policy.REPEAT && chance(2);
    Task.Status status =
        chance(8)
            ? pick(List.of(Task.Status.ACTIVE, Task.Status.PAUSED, Task.Status.ARCHIVED))
            : Task.Status.ACTIVE;
    return new Task(
        id,
        version,
        Map.of("", id),
        status,
        effectiveAt,
        chance(6) ? new Schedule(time(), START.plus(Duration.ofDays(4))) : Schedule.ALWAYS,
        audience(),
        chance(5) ? List.of("t" + random.nextInt(2)) : List.of(),
        objectives(tiers),
        pick(List.of(Task.Completion.ALL, Task.Completion.ANY)),
        period(unit),
        new Recurrence(policy, bounded ? 1 + random.nextInt(3) : null),
        tiers,
        List.of(),
        List.of(),
        tiers.isEmpty() ? rewards("r") : List.of(),
        Task.Clawback.NONE,
        Task.InFlight.MIGRATE);
  }

  private Audience audience() {
    Audience.Rollout rollout =
        chance(8) ? new Audience.Rollout(random.nextInt(10_001), "salt") : null;
    return new Audience(chance(6) ? pick(CONDITION_TEXTS) : null, rollout);
  }

  private Period period(Period.Unit unit) {
    String zone = pick(ZONES);
    return new Period(
        unit,
        zone == null ? null : ZoneId.of(zone),
        pick(List.of(LocalTime.MIDNIGHT, LocalTime.of(1, 30), LocalTime.of(4, 0))),
        pick(List.of(Duration.ZERO, Duration.ofHours(2), Duration.ofHours(30))));
  }

  private List<Objective> objectives(List<Tier> tiers) {
    int number = tiers.isEmpty() ? 1 + random.nextInt(3) : 1;
    List<Objective> objectives = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String target =
          tiers.isEmpty() ? pick(TARGETS) : tiers.get(tiers.size() - 1).target().toPlainString();
      Function function = pick(List.of(Function.COUNT, Function.SUM, Function.COUNT_DISTINCT));
      objectives.add(
          new Objective(
              "o" + i,
              chance(3) ? List.of("a", "b") : List.of(pick(List.of("a", "b"))),
              chance(4) ? pick(CONDITION_TEXTS) : null,
              new Aggregation(function, function == Function.COUNT ? null : pick(FIELDS)),
              TaskBuilder.decimal(target),
              null,
              List.of(),
              null));
    }
    return objectives;
  }

  private List<Tier> tiers(int number) {
    List<Tier> tiers = new ArrayList<>();
    int target = 0;
    for (int i = 0; i < number; i++) {
      target += 1 + random.nextInt(3);
      tiers.add(new Tier(TaskBuilder.decimal("" + target), rewards("r" + i)));
    }
    return tiers;
  }

  private List<Reward> rewards(String id) {
    List<Reward> rewards = new ArrayList<>();
    int number = random.nextInt(3);
    for (int i = 0; i < number; i++) {
      rewards.add(
          new Reward(
              id + i,
              "POINTS",
              BigDecimal.valueOf(i + 1L),
              Reward.Delivery.AUTO,
              null,
              Map.of("n", "x")));
    }
    return rewards;
  }

  /** A moment within three days around a change of New York's clock and the end of a month. */
  Instant time() {
    return START.plusSeconds(random.nextInt(3 * 86_400));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
