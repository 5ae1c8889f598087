package io.renwu.catalog;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;

/** Checks that a version changes nothing that requires a new task. */
final class VersionChangeCheck {
  private VersionChangeCheck() {}

  /** The reasons why a version must not follow the highest accepted one. */
  static List<Violation> violations(Task highest, Task next) {
    List<Violation> found = new ArrayList<>();
    if (next.version() <= highest.version()) {
      found.add(
          new Violation(
              "/version",
              String.valueOf(next.version()),
              "a version above " + highest.version() + ", the highest that was accepted"));
    }
    if (next.period().unit() != highest.period().unit()) {
      found.add(kept("/period/unit", next.period().unit(), highest.period().unit(), highest));
    }
    if (next.recurrence().policy() != highest.recurrence().policy()) {
      found.add(
          kept(
              "/recurrence/policy",
              next.recurrence().policy(),
              highest.recurrence().policy(),
              highest));
    }
    if (next.tiers().size() < highest.tiers().size()) {
      found.add(kept("/tiers", tiers(next), highest.tiers().size() + " or more tiers", highest));
    } else if (next.tiered() && !highest.tiered()) {
      found.add(kept("/tiers", tiers(next), "one target", highest));
    }
    return found;
  }

  private static String tiers(Task task) {
    return task.tiered() ? task.tiers().size() + " tiers" : "one target";
  }

  private static Violation kept(String pointer, Object found, Object expected, Task highest) {
    return new Violation(
        pointer,
        found.toString(),
        expected + " as in version " + highest.version() + " (else a new task)");
  }
}
