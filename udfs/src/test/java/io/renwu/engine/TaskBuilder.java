package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Audience;
import io.renwu.model.Budget;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Recurrence;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes tasks in a few words; what is not said has the default of the task language. */
final class TaskBuilder {
  private final String taskId;
  private int version = 1;
  private Task.Status status = Task.Status.ACTIVE;
  private Instant effectiveAt = Instant.MIN;
  private Schedule schedule = Schedule.ALWAYS;
  private Audience audience = Audience.EVERYONE;
  private List<String> preconditions = List.of();
  private List<Objective> objectives = new ArrayList<>();
  private Task.Completion completion = Task.Completion.ALL;
  private Period period = Period.ALWAYS;
  private Recurrence recurrence = Recurrence.ONCE_A_PERIOD;
  private final List<Tier> tiers = new ArrayList<>();
  private List<UserLimit> userLimits = List.of();
  private List<Budget> budgets = List.of();
  private List<Reward> rewards = List.of();
  private Task.Clawback clawback = Task.Clawback.NONE;
  private Task.InFlight inFlight = Task.InFlight.MIGRATE;

  private TaskBuilder(String taskId) {
    this.taskId = taskId;
  }

  static TaskBuilder task(String taskId) {
    return new TaskBuilder(taskId);
  }

  static BigDecimal decimal(String number) {
    return new BigDecimal(number).stripTrailingZeros();
  }

  static Reward reward(String id, String amount) {
    return new Reward(id, "POINTS", decimal(amount), Reward.Delivery.AUTO, null, Map.of());
  }

  /** An objective without a frequency limit that nothing cancels. */
  static Objective objective(
      String id, String behavior, String filter, Aggregation aggregation, BigDecimal target) {
    return new Objective(id, List.of(behavior), filter, aggregation, target, null, List.of(), null);
  }

  TaskBuilder version(int number) {
    version = number;
    return this;
  }

  TaskBuilder status(Task.Status value) {
    status = value;
    return this;
  }

  TaskBuilder effectiveAt(String instant) {
    effectiveAt = Instant.parse(instant);
    return this;
  }

  TaskBuilder schedule(String startAt, String endAt) {
    schedule = new Schedule(Instant.parse(startAt), Instant.parse(endAt));
    return this;
  }

  TaskBuilder audience(String filter) {
    audience = new Audience(filter, audience.rollout());
    return this;
  }

  TaskBuilder rollout(int basisPoints) {
    audience = new Audience(audience.filter(), new Audience.Rollout(basisPoints, taskId));
    return this;
  }

  TaskBuilder after(String... taskIds) {
    preconditions = List.of(taskIds);
    return this;
  }

  TaskBuilder count(String id, String behavior, String target) {
    return objective(id, behavior, null, Aggregation.Function.COUNT, null, target);
  }

  TaskBuilder countIf(String id, String behavior, String filter, String target) {
    return objective(id, behavior, filter, Aggregation.Function.COUNT, null, target);
  }

  TaskBuilder sum(String id, String behavior, String field, String target) {
    return objective(id, behavior, null, Aggregation.Function.SUM, field, target);
  }

  TaskBuilder distinct(String id, String behavior, String field, String target) {
    return objective(id, behavior, null, Aggregation.Function.COUNT_DISTINCT, field, target);
  }

  TaskBuilder objective(
      String id,
      String behavior,
      String filter,
      Aggregation.Function function,
      String field,
      String target) {
    return objective(
        objective(id, behavior, filter, new Aggregation(function, field), decimal(target)));
  }

  TaskBuilder objective(Objective objective) {
    objectives.add(objective);
    return this;
  }

  TaskBuilder sequence() {
    completion = Task.Completion.SEQUENCE;
    return this;
  }

  TaskBuilder userLimit(CalendarUnit per, long limit) {
    userLimits = append(userLimits, new UserLimit(per, limit));
    return this;
  }

  TaskBuilder budget(Budget budget) {
    budgets = append(budgets, budget);
    return this;
  }

  TaskBuilder clawback() {
    clawback = Task.Clawback.FULL;
    return this;
  }

  TaskBuilder inFlight(Task.InFlight policy) {
    inFlight = policy;
    return this;
  }

  private static <T> List<T> append(List<T> list, T element) {
    return Stream.concat(list.stream(), Stream.of(element)).toList();
  }

  TaskBuilder any() {
    completion = Task.Completion.ANY;
    return this;
  }

  TaskBuilder per(CalendarUnit unit) {
    return per(unit, "UTC", "00:00", "PT0S");
  }

  /**
   * Sets the period.
   *
   * @param zone an IANA name or {@code USER}
   */
  TaskBuilder per(CalendarUnit unit, String zone, String dayStart, String lateness) {
    ZoneId zoneId = zone.equals("USER") ? null : ZoneId.of(zone);
    period = new Period(unit, zoneId, LocalTime.parse(dayStart), Duration.parse(lateness));
    return this;
  }

  TaskBuilder once() {
    recurrence = new Recurrence(Recurrence.Policy.ONCE, null);
    return this;
  }

  TaskBuilder repeat() {
    recurrence = new Recurrence(Recurrence.Policy.REPEAT, null);
    return this;
  }

  TaskBuilder repeat(int maxCompletions) {
    recurrence = new Recurrence(Recurrence.Policy.REPEAT, maxCompletions);
    return this;
  }

  /** Adds a tier; the objective's target has to be the last one's. */
  TaskBuilder tier(String target, Reward... tierRewards) {
    tiers.add(new Tier(decimal(target), List.of(tierRewards)));
    return this;
  }

  TaskBuilder rewards(Reward... values) {
    rewards = List.of(values);
    return this;
  }

  Task build() {
    return Task.of(taskId, version)
        .status(status)
        .effectiveAt(effectiveAt)
        .schedule(schedule)
        .audience(audience)
        .preconditions(preconditions)
        .objectives(List.copyOf(objectives))
        .completion(completion)
        .period(period)
        .recurrence(recurrence)
        .tiers(List.copyOf(tiers))
        .userLimits(userLimits)
        .budgets(budgets)
        .rewards(rewards)
        .clawback(clawback)
        .inFlight(inFlight)
        .build();
  }
}
