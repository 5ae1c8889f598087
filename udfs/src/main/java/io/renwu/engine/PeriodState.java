package io.renwu.engine;

import io.renwu.calendar.PeriodKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one user's task in one period.
 *
 * @param period {@link PeriodKey}
 * @param version the highest version under which an event counted in this period
 * @param completions in this period
 * @param tiers the number of granted tiers
 * @param objectives by ascending {@link ObjectiveState#objective}; those of {@code version}, and
 *     those that a late event under an older version has changed since
 * @param lastCounted time of the last counted event if the task has cancel events; else null
 * @param awards by ascending {@link AwardState#tier}, where they can be withdrawn
 */
public record PeriodState(
    long period,
    int version,
    long completions,
    int tiers,
    List<ObjectiveState> objectives,
    @Nullable Instant lastCounted,
    List<AwardState> awards) {

  public PeriodState {
    objectives = List.copyOf(objectives);
    awards = List.copyOf(awards);
  }

  /** A period with nothing to cancel. */
  public PeriodState(
      long period, int version, long completions, int tiers, List<ObjectiveState> objectives) {
    this(period, version, completions, tiers, objectives, null, List.of());
  }

  static PeriodState begin(long period, int version) {
    return new PeriodState(period, version, 0, 0, List.of());
  }

  /** The state of an objective; null if it has none. */
  @Nullable ObjectiveState findObjective(int objective) {
    for (int i = 0; i < objectives.size(); i++) {
      if (objectives.get(i).objective() == objective) {
        return objectives.get(i);
      }
    }
    return null;
  }

  /** Whether something was granted; such a period must not expire before it is closed. */
  boolean hasGrants() {
    return completions > 0 || tiers > 0 || !awards.isEmpty();
  }

  /** Whether a cancel event could apply to an objective. */
  boolean isCancellable() {
    return objectives.stream().anyMatch(ObjectiveState::isCancellable);
  }

  /** Whether there is no progress, only grants. */
  boolean isWithoutProgress() {
    return objectives.isEmpty() && lastCounted == null;
  }

  PeriodState withoutProgress() {
    return isWithoutProgress()
        ? this
        : new PeriodState(period, version, completions, tiers, List.of(), null, awards);
  }
}
