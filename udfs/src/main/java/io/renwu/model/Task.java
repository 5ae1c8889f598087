package io.renwu.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One immutable version of a task, checked, every default filled in. Two documents have the same
 * content exactly if their tasks are equal; all decimals are therefore {@linkplain Decimals#exact
 * canonical}.
 *
 * @param taskId matching {@code [a-z0-9][a-z0-9-]{0,63}}
 * @param version at least 1
 * @param name text by language tag; plain text stands under the empty tag
 * @param effectiveAt the earliest event time that this version governs; {@link Instant#MIN} for the
 *     beginning of time
 * @param preconditions task ids that the user must have completed before
 * @param objectives 1 to 20, ids unique
 * @param tiers empty, or 1 and more with strictly growing targets; then there is one objective,
 *     whose target is the last tier's, and {@code rewards} is empty
 * @param userLimits one for each unit at most
 * @param budgets one for each metric, reward and unit at most
 * @param rewards what a completion grants, ids unique
 * @param clawback what cancelling does to a grant already made
 * @param inFlight what this version does to a user with progress in an open period
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

  /** Whether the task's progress is paid tier by tier. */
  public boolean tiered() {
    return !tiers.isEmpty();
  }

  /** Whether the version lives in a world of its own. */
  public boolean isShadow() {
    return status == Status.SHADOW;
  }

  /** What a version does with the events that it governs. */
  public enum Status {
    /** Events count. */
    ACTIVE,
    /** Nothing counts, progress is kept. */
    PAUSED,
    /** Events count in a world of its own; nothing is granted for real. */
    SHADOW,
    /** Gone: no decision, progress may be dropped. */
    ARCHIVED
  }

  /** Which of the objectives complete the task. */
  public enum Completion {
    ALL,
    ANY,
    /** All, in their order: only the first unfinished one accepts events. */
    SEQUENCE
  }

  /** What cancelling does to a grant already made. */
  public enum Clawback {
    /** It stands. */
    NONE,
    /** It is withdrawn when its target is no longer met. */
    FULL
  }

  /**
   * What a version does to a user who is inside a period with progress when it begins to govern.
   */
  public enum InFlight {
    /** Progress goes on, objective by objective, under the new targets. */
    MIGRATE,
    /** The current period is finished under the version before. */
    NEXT_PERIOD,
    /** Progress starts from zero; completions and grants stay counted. */
    RESET
  }
}
