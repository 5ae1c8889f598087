package io.renwu.engine;

import io.renwu.calendar.PeriodKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user's way with one task in one period.
 *
 * @param period {@link PeriodKey}
 * @param version the highest version under which something was counted in this period
 * @param completions in this period
 * @param tiers how many tiers, from the first, are granted
 * @param objectives by ascending {@link ObjectiveState#objective}; those of {@code version}, and
 *     besides them those that a late event under an older version has touched since
 * @param lastCounted time of the last event that counted, where cancel events ask for it; else null
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

  /** A period in which nothing can be taken back. */
  public PeriodState(
      long period, int version, long completions, int tiers, List<ObjectiveState> objectives) {
    this(period, version, completions, tiers, objectives, null, List.of());
  }

  static PeriodState begin(long period, int version) {
    return new PeriodState(period, version, 0, 0, List.of());
  }

  /** What an objective holds, or null for nothing. */
  @Nullable ObjectiveState held(int objective) {
    for (ObjectiveState objectiveState : objectives) {
      if (objectiveState.objective() == objective) {
        return objectiveState;
      }
    }
    return null;
  }

  /** Whether something was granted, which must never be forgotten before the period is closed. */
  boolean paid() {
    return completions > 0 || tiers > 0 || !awards.isEmpty();
  }

  /** Whether a cancel event could find something. */
  boolean isCancellable() {
    return objectives.stream().anyMatch(ObjectiveState::isCancellable);
  }

  /** Whether there is nothing but what was granted. */
  boolean isWithoutProgress() {
    return objectives.isEmpty() && lastCounted == null;
  }

  PeriodState withoutProgress() {
    return isWithoutProgress()
        ? this
        : new PeriodState(period, version, completions, tiers, List.of(), null, awards);
  }
}
