package io.renwu.document;

import io.renwu.model.Aggregation.Function;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.violation.FoundValue;
import io.renwu.violation.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a task's objectives are compatible with each other and with its period. Values that
 * could not be read are null and not checked.
 */
final class ObjectivesCheck {
  private ObjectivesCheck() {}

  static void check(List<Objective> objectives, Period period, Violations violations) {
    Set<String> counted = new HashSet<>();
    objectives.forEach(objective -> counted.addAll(objective.behaviors()));
    for (int i = 0; i < objectives.size(); i++) {
      List<String> cancelBehaviors = objectives.get(i).cancelBehaviors();
      for (int j = 0; j < cancelBehaviors.size(); j++) {
        if (cancelBehaviors.get(j) != null && counted.contains(cancelBehaviors.get(j))) {
          violations.add(
              "/objectives/" + i + "/cancelBehaviors/" + j,
              FoundValue.of(cancelBehaviors.get(j)),
              "a behavior that is not among the behaviors of any objective of the task");
        }
      }
    }
    for (Objective objective : objectives) {
      if (!isLongEnough(period.unit(), objective)) {
        violations.add(
            "/period/unit",
            FoundValue.of(period.unit().periodName()),
            "NONE, or a period longer than a " + objective.aggregation().unit() + " of the streak");
        return;
      }
    }
  }

  private static boolean isLongEnough(@Nullable CalendarUnit period, Objective objective) {
    if (objective.aggregation().function() != Function.STREAK || period == null) {
      return true;
    }
    CalendarUnit unit = objective.aggregation().unit();
    return unit == null || period.compareTo(unit) > 0;
  }
}
