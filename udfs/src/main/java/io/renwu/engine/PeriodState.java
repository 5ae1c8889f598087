package io.renwu.engine;

import java.util.List;

/**
 * One user's way with one task in one period.
 *
 * @param period {@link PeriodKey}
 * @param version the highest version under which something was counted in this period
 * @param completions in this period
 * @param tiers how many tiers, from the first, are granted
 * @param objectives by ascending {@link Held#objective}; those of {@code version}, and besides them
 *     those that a late event under an older version has touched since
 */
public record PeriodState(
    long period, int version, long completions, int tiers, List<Held> objectives) {

  public PeriodState {
    objectives = List.copyOf(objectives);
  }

  static PeriodState begin(long period, int version) {
    return new PeriodState(period, version, 0, 0, List.of());
  }

  /** What an objective holds, or null for nothing. */
  Held held(int objective) {
    for (Held held : objectives) {
      if (held.objective() == objective) {
        return held;
      }
    }
    return null;
  }

  /** Whether something was granted, which must never be forgotten before the period is closed. */
  boolean paid() {
    return completions > 0 || tiers > 0;
  }

  PeriodState withoutProgress() {
    return objectives.isEmpty()
        ? this
        : new PeriodState(period, version, completions, tiers, List.of());
  }
}
