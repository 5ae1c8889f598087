package io.renwu.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One immutable, checked version of a task with all defaults filled in. Two documents have the same
 * content exactly if their tasks are equal, so all decimals are {@linkplain Decimals#exact
 * canonical}.
 *
 * @param taskId matching {@code [a-z0-9][a-z0-9-]{0,63}}
 * @param version at least 1
 * @param name text by language tag; plain text has the empty tag
 * @param effectiveAt the earliest event time that this version governs; {@link Instant#MIN} for no
 *     bound
 * @param preconditions task ids that the user must have completed before
 * @param objectives 1 to 20, ids unique
 * @param tiers empty, or 1 or more with strictly increasing targets; then there is one objective,
 *     whose target is the last tier's, and {@code rewards} is empty
 * @param userLimits at most one for each unit
 * @param budgets at most one for each metric, reward and unit
 * @param rewards what a completion grants, ids unique
 * @param clawback what cancelling does to existing grants
 * @param inFlight what this version does to progress in an open period
 */
public record Task(
    String taskId,
    int version,
    Map<String, String> name,
    Status status,
    Instant effectiveAt,
    Schedule schedule,
    Audience audience,
    List<String> preconditions,
    List<Objective> objectives,
    Completion completion,
    Period period,
    Recurrence recurrence,
    List<Tier> tiers,
    List<UserLimit> userLimits,
    List<Budget> budgets,
    List<Reward> rewards,
    Clawback clawback,
    InFlight inFlight) {

  /** A builder of a task with defaults for everything but its objectives. */
  public static Builder of(String taskId, int version) {
    return new Builder(taskId, version);
  }

  /** A builder with this task's values. */
  public Builder but() {
    return of(taskId, version)
        .name(name)
        .status(status)
        .effectiveAt(effectiveAt)
        .schedule(schedule)
        .audience(audience)
        .preconditions(preconditions)
        .objectives(objectives)
        .completion(completion)
        .period(period)
        .recurrence(recurrence)
        .tiers(tiers)
        .userLimits(userLimits)
        .budgets(budgets)
        .rewards(rewards)
        .clawback(clawback)
        .inFlight(inFlight);
  }

  /** A task under construction. */
  public static final class Builder {
    private final String taskId;
    private final int version;
    private Map<String, String> name;
    private Status status = Status.ACTIVE;
    private Instant effectiveAt = Instant.MIN;
    private Schedule schedule = Schedule.ALWAYS;
    private Audience audience = Audience.EVERYONE;
    private List<String> preconditions = List.of();
    private List<Objective> objectives = List.of();
    private Completion completion = Completion.ALL;
    private Period period = Period.ALWAYS;
    private Recurrence recurrence = Recurrence.ONCE_A_PERIOD;
    private List<Tier> tiers = List.of();
    private List<UserLimit> userLimits = List.of();
    private List<Budget> budgets = List.of();
    private List<Reward> rewards = List.of();
    private Clawback clawback = Clawback.NONE;
    private InFlight inFlight = InFlight.MIGRATE;

    private Builder(String taskId, int version) {
      this.taskId = taskId;
      this.version = version;
      this.name = Map.of("", taskId);
    }

    public Builder name(Map<String, String> value) {
      name = value;
      return this;
    }

    public Builder status(Status value) {
      status = value;
      return this;
    }

    public Builder effectiveAt(Instant value) {
      effectiveAt = value;
      return this;
    }

    public Builder schedule(Schedule value) {
      schedule = value;
      return this;
    }

    public Builder audience(Audience value) {
      audience = value;
      return this;
    }

    public Builder preconditions(List<String> value) {
      preconditions = value;
      return this;
    }

    public Builder objectives(List<Objective> value) {
      objectives = value;
      return this;
    }

    public Builder completion(Completion value) {
      completion = value;
      return this;
    }

    public Builder period(Period value) {
      period = value;
      return this;
    }

    public Builder recurrence(Recurrence value) {
      recurrence = value;
      return this;
    }

    public Builder tiers(List<Tier> value) {
      tiers = value;
      return this;
    }

    public Builder userLimits(List<UserLimit> value) {
      userLimits = value;
      return this;
    }

    public Builder budgets(List<Budget> value) {
      budgets = value;
      return this;
    }

    public Builder rewards(List<Reward> value) {
      rewards = value;
      return this;
    }

    public Builder clawback(Clawback value) {
      clawback = value;
      return this;
    }

    public Builder inFlight(InFlight value) {
      inFlight = value;
      return this;
    }

    public Task build() {
      return new Task(
          taskId,
          version,
          name,
          status,
          effectiveAt,
          schedule,
          audience,
          preconditions,
          objectives,
          completion,
          period,
          recurrence,
          tiers,
          userLimits,
          budgets,
          rewards,
          clawback,
          inFlight);
    }
  }

  /** Whether the task has tiers. */
  public boolean tiered() {
    return !tiers.isEmpty();
  }

  /** The rewards of a completion or of the tiers. */
  public Stream<Reward> allRewards() {
    return Stream.concat(rewards.stream(), tiers.stream().flatMap(tier -> tier.rewards().stream()));
  }

  /** Whether any reward has to be claimed. */
  public boolean claims() {
    return allRewards().anyMatch(reward -> reward.delivery() == Reward.Delivery.CLAIM);
  }

  /** Whether any objective has cancel events. */
  public boolean cancels() {
    return objectives.stream().anyMatch(objective -> !objective.cancelBehaviors().isEmpty());
  }

  /** Whether the version is a shadow. */
  public boolean isShadow() {
    return status == Status.SHADOW;
  }

  /** What a version does with the events that it governs. */
  public enum Status {
    /** Events count. */
    ACTIVE,
    /** No event counts; progress is kept. */
    PAUSED,
    /** Events count separately, as a trial; nothing is granted for real. */
    SHADOW,
    /** Retired: no decisions; progress may be dropped. */
    ARCHIVED
  }

  /** Which of the objectives complete the task. */
  public enum Completion {
    ALL,
    ANY,
    /** All, in order: only the first unfinished one accepts events. */
    SEQUENCE
  }

  /** What cancelling does to existing grants. */
  public enum Clawback {
    /** They are kept. */
    NONE,
    /** They are withdrawn when their target is no longer met. */
    FULL
  }

  /** What a version does to progress in a period that is under way when it begins to govern. */
  public enum InFlight {
    /** Progress continues, by objective, under the new targets. */
    MIGRATE,
    /** The current period ends under the previous version. */
    NEXT_PERIOD,
    /** Progress starts from zero; completions and grants are kept. */
    RESET
  }
}
