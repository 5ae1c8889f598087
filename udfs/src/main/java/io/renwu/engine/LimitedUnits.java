package io.renwu.engine;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calendar units in which a task's events and completions are counted: those that any version
 * limits, so that a limit covers all versions.
 *
 * @param frequencies by objective id
 * @param completions without {@code ALWAYS}, which is counted anyway
 */
record LimitedUnits(Map<String, Set<CalendarUnit>> frequencies, Set<CalendarUnit> completions) {
  private static final LimitedUnits NONE = new LimitedUnits(Map.of(), Set.of());

  /**
   * Collects the units of a task's versions.
   *
   * @param versions all of one task
   */
  static LimitedUnits of(List<Task> versions) {
    Map<String, Set<CalendarUnit>> frequencies = new HashMap<>();
    Set<CalendarUnit> completions = EnumSet.noneOf(CalendarUnit.class);
    for (Task version : versions) {
      version.userLimits().stream().map(UserLimit::per).forEach(completions::add);
      for (Objective objective : version.objectives()) {
        if (objective.frequencyLimit() != null) {
          frequencies
              .computeIfAbsent(objective.id(), id -> EnumSet.noneOf(CalendarUnit.class))
              .add(objective.frequencyLimit().per());
        }
      }
    }
    completions.remove(CalendarUnit.ALWAYS);
    return frequencies.isEmpty() && completions.isEmpty()
        ? NONE
        : new LimitedUnits(frequencies, completions);
  }

  Set<CalendarUnit> of(ObjectivePlan objective) {
    return frequencies.getOrDefault(objective.id(), Set.of());
  }
}
