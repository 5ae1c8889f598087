package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.Audience;
import io.renwu.model.Budget;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Recurrence;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Reward;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import io.renwu.model.Tier;
import io.renwu.model.UserLimit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tasks in a few versions each, small enough that a short history meets every rule of them. */
final class RandomTasks {
  /** The conditions that tasks have, and what they mean. */
  static final Map<String, Predicate<Event>> CONDITIONS =
      Map.of(
          "event.attributes.flag",
          event -> Boolean.TRUE.equals(event.attributes().get("flag")),
          "event.behavior == 'a' || event.timezone == 'UTC'",
          event -> event.behavior().equals("a") || "UTC".equals(event.timezone()));

  /** What adds to objectives. */
  static final List<String> ADDING = List.of("a", "b");

  /** What takes back. */
  static final List<String> CANCELLING = List.of("x", "y");

  private static final List<String> CONDITION_TEXTS =
      CONDITIONS.keySet().stream().sorted().toList();
  private static final List<String> FIELDS = List.of("v", "v", "w", "n.v");
  private static final List<String> TARGETS = List.of("1", "2", "3", "3", "4.5", "6", "10");
  private static final List<String> ZONES =
      Arrays.asList(
          "UTC", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", null, null);
  private static final List<Task.Status> STATUSES =
      Arrays.asList(
          Task.Status.PAUSED, Task.Status.SHADOW, Task.Status.SHADOW, Task.Status.ARCHIVED);

  private final Random random;
  private final RandomCalendar calendar;

  RandomTasks(Random random, RandomCalendar calendar) {
    this.random = random;
    this.calendar = calendar;
  }

  /** All versions, by task id, then version. */
  List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    int number = 1 + random.nextInt(3);
    for (int i = 0; i < number; i++) {
      tasks.addAll(versions("t" + i));
    }
    return tasks;
  }

  private List<Task> versions(String id) {
    int number = 1 + random.nextInt(4);
    List<Instant> times = effectiveTimes(number);
    List<Task> versions = new ArrayList<>();
    versions.add(first(id, times.get(0)));
    for (int v = 1; v < number; v++) {
      versions.add(next(versions.get(v - 1), times.get(v)));
    }
    return versions;
  }

  /** Mostly one after the other, before, within and after the history. */
  private List<Instant> effectiveTimes(int number) {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      times.add(
          switch (random.nextInt(8)) {
            case 0 -> Instant.MIN;
            case 1 -> calendar.begin().minus(calendar.upTo(1));
            case 2 -> calendar.end().plus(calendar.upTo(1));
            default -> calendar.moment();
          });
    }
    if (!chance(4)) {
      Collections.sort(times);
      times.set(0, chance(3) ? times.get(0) : Instant.MIN);
    }
    return times;
  }

  private Task first(String id, Instant effectiveAt) {
    Policy policy =
        pick(
            List.of(
                Policy.ONCE, Policy.PER_PERIOD, Policy.PER_PERIOD, Policy.REPEAT, Policy.REPEAT));
    Period period = period(pick(Period.UNITS));
    List<Tier> tiers = policy != Policy.REPEAT && chance(3) ? tiers(List.of()) : List.of();
    List<Objective> objectives = objectives(tiers, period.unit());
    List<Reward> rewards = tiers.isEmpty() ? rewards("r") : List.of();
    return Task.of(id, 1)
        .status(status())
        .effectiveAt(effectiveAt)
        .schedule(schedule())
        .audience(audience())
        .preconditions(preconditions(id))
        .objectives(objectives)
        .completion(pick(List.of(Task.Completion.values())))
        .period(period)
        .recurrence(recurrence(policy))
        .tiers(tiers)
        .userLimits(userLimits())
        .budgets(budgets(rewards, tiers))
        .rewards(rewards)
        .clawback(clawback(policy))
        .inFlight(pick(List.of(Task.InFlight.values())))
        .build();
  }

  /** A version that may follow another one, and has something in common with it. */
  private Task next(Task before, Instant effectiveAt) {
    Policy policy = before.recurrence().policy();
    Period period = mostly(before.period(), () -> period(before.period().unit()));
    List<Tier> tiers =
        before.tiered() ? mostly(before.tiers(), () -> tiers(before.tiers())) : List.of();
    List<Reward> rewards =
        before.tiered() ? List.of() : mostly(before.rewards(), () -> rewards("r"));
    return Task.of(before.taskId(), before.version() + 1 + random.nextInt(2))
        .name(before.name())
        .status(status())
        .effectiveAt(effectiveAt)
        .schedule(mostly(before.schedule(), this::schedule))
        .audience(mostly(before.audience(), this::audience))
        .preconditions(mostly(before.preconditions(), () -> preconditions(before.taskId())))
        .objectives(nextObjectives(before, tiers))
        .completion(mostly(before.completion(), () -> pick(List.of(Task.Completion.values()))))
        .period(period)
        .recurrence(mostly(before.recurrence(), () -> recurrence(policy)))
        .tiers(tiers)
        .userLimits(mostly(before.userLimits(), this::userLimits))
        .budgets(budgets(rewards, tiers))
        .rewards(rewards)
        .clawback(mostly(before.clawback(), () -> clawback(policy)))
        .inFlight(pick(List.of(Task.InFlight.values())))
        .build();
  }

  private Task.Status status() {
    return chance(5) ? pick(STATUSES) : Task.Status.ACTIVE;
  }

  private Schedule schedule() {
    Instant startAt = calendar.moment();
    Instant endAt = calendar.end().plusSeconds(1);
    return chance(8) && startAt.isBefore(endAt) ? new Schedule(startAt, endAt) : Schedule.ALWAYS;
  }

  private Audience audience() {
    Audience.Rollout rollout =
        chance(12) ? new Audience.Rollout(random.nextInt(10_001), "salt") : null;
    return new Audience(chance(12) ? pick(CONDITION_TEXTS) : null, rollout);
  }

  private List<String> preconditions(String id) {
    List<String> others = Stream.of("t0", "t1", "t2").filter(other -> !other.equals(id)).toList();
    return chance(10) ? List.of(pick(others)) : List.of();
  }

  private Period period(CalendarUnit unit) {
    String zone = pick(ZONES);
    return new Period(
        unit,
        zone == null ? null : ZoneId.of(zone),
        pick(List.of(LocalTime.MIDNIGHT, LocalTime.of(1, 30), LocalTime.of(2, 15))),
        pick(List.of(Duration.ZERO, Duration.ofHours(2), Duration.ofHours(30))));
  }

  private Recurrence recurrence(Policy policy) {
    return new Recurrence(
        policy, policy == Policy.REPEAT && chance(2) ? 1 + random.nextInt(3) : null);
  }

  private Task.Clawback clawback(Policy policy) {
    return policy != Policy.REPEAT && chance(2) ? Task.Clawback.FULL : Task.Clawback.NONE;
  }

  private List<Objective> objectives(List<Tier> tiers, CalendarUnit period) {
    int number = tiers.isEmpty() ? pick(List.of(1, 1, 2, 3)) : 1;
    List<Objective> objectives = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      objectives.add(objective("o" + i, target(tiers), period));
    }
    return objectives;
  }

  private List<Objective> nextObjectives(Task before, List<Tier> tiers) {
    CalendarUnit period = before.period().unit();
    if (chance(4)) {
      return objectives(tiers, period);
    }
    List<Objective> objectives = new ArrayList<>();
    for (Objective objective : before.objectives()) {
      BigDecimal target =
          tiers.isEmpty() ? mostly(objective.target(), () -> target(tiers)) : target(tiers);
      objectives.add(
          chance(4)
              ? objective(objective.id(), target, period)
              : new Objective(
                  objective.id(),
                  mostly(objective.behaviors(), this::behaviors),
                  mostly(objective.filter(), this::filter),
                  objective.aggregation(),
                  target,
                  mostly(objective.frequencyLimit(), this::frequencyLimit),
                  objective.cancelBehaviors(),
                  objective.cancelKey()));
    }
    return objectives;
  }

  /** What may be: a tiered objective's target is the last tier's. */
  private BigDecimal target(List<Tier> tiers) {
    return tiers.isEmpty()
        ? TaskBuilder.decimal(pick(TARGETS))
        : tiers.get(tiers.size() - 1).target();
  }

  private Objective objective(String id, BigDecimal target, CalendarUnit period) {
    Aggregation aggregation = aggregation(period);
    Function function = aggregation.function();
    List<String> cancelling = function != Function.MAX && chance(2) ? some(CANCELLING) : List.of();
    boolean keyed = !cancelling.isEmpty() && function != Function.COUNT_DISTINCT;
    return new Objective(
        id,
        behaviors(),
        filter(),
        aggregation,
        target,
        frequencyLimit(),
        cancelling,
        keyed ? pick(FIELDS) : null);
  }

  private List<String> behaviors() {
    return some(ADDING);
  }

  private String filter() {
    return chance(5) ? pick(CONDITION_TEXTS) : null;
  }

  private FrequencyLimit frequencyLimit() {
    return chance(4) ? new FrequencyLimit(1 + random.nextInt(2), pick(FrequencyLimit.UNITS)) : null;
  }

  private Aggregation aggregation(CalendarUnit period) {
    Function function = pick(List.of(Function.values()));
    if (function == Function.STREAK && period == CalendarUnit.DAY) {
      function = Function.COUNT;
    }
    if (function == Function.STREAK) {
      CalendarUnit unit =
          period != CalendarUnit.WEEK && chance(3) ? CalendarUnit.WEEK : CalendarUnit.DAY;
      return new Aggregation(function, null, unit, random.nextInt(3));
    }
    return new Aggregation(function, function == Function.COUNT ? null : pick(FIELDS));
  }

  /** As many tiers as before or more. */
  private List<Tier> tiers(List<Tier> before) {
    int number = Math.max(1, before.size()) + random.nextInt(2);
    List<Tier> tiers = new ArrayList<>();
    int target = 0;
    for (int i = 0; i < number; i++) {
      target += 1 + random.nextInt(2);
      tiers.add(new Tier(TaskBuilder.decimal("" + target), rewards("r" + i)));
    }
    return tiers;
  }

  private List<Reward> rewards(String id) {
    List<Reward> rewards = new ArrayList<>();
    int number = random.nextInt(3);
    for (int i = 0; i < number; i++) {
      boolean claimed = chance(2);
      rewards.add(
          new Reward(
              id + i,
              "POINTS",
              BigDecimal.valueOf(i + 1L),
              claimed ? Reward.Delivery.CLAIM : Reward.Delivery.AUTO,
              claimed && !chance(3) ? calendar.upTo(2) : null,
              Map.of("n", "x")));
    }
    return rewards;
  }

  private List<UserLimit> userLimits() {
    if (!chance(4)) {
      return List.of();
    }
    CalendarUnit one = pick(UserLimit.UNITS);
    CalendarUnit other = pick(UserLimit.UNITS);
    return Stream.of(one, other)
        .distinct()
        .limit(1 + random.nextInt(2))
        .map(unit -> new UserLimit(unit, 1 + random.nextInt(2)))
        .toList();
  }

  /** What holds over all users, and therefore never shows in what one user is granted. */
  private List<Budget> budgets(List<Reward> rewards, List<Tier> tiers) {
    if (!chance(8)) {
      return List.of();
    }
    CalendarUnit per = pick(UserLimit.UNITS);
    return Stream.concat(rewards.stream(), tiers.stream().flatMap(tier -> tier.rewards().stream()))
        .map(reward -> new Budget(Budget.Metric.AMOUNT, reward.rewardId(), per, BigDecimal.ONE))
        .toList();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T mostly(T before, Supplier<T> other) {
    return chance(3) ? other.get() : before;
  }

  private List<String> some(List<String> behaviors) {
    return chance(2) ? behaviors : List.of(pick(behaviors));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
