package io.renwu.catalog;

import io.renwu.catalog.Trigger.After;
import io.renwu.catalog.Trigger.Always;
import io.renwu.catalog.Trigger.Before;
import io.renwu.catalog.Trigger.Excluded;
import io.renwu.catalog.Trigger.Late;
import io.renwu.catalog.Trigger.Locked;
import io.renwu.catalog.Trigger.Value;
import io.renwu.condition.Clause;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Task;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Derives the triggers of a task for a behavior. At least one of them is true of each event that
 * any version may count, or refuse before it evaluates filters.
 *
 * <p>Of several clauses that are necessary for one filter, it chooses the clause that the fewest
 * other tasks use: a rare object rather than a common channel.
 */
final class Triggers {
  private static final Set<Trigger> ALWAYS = Set.of(new Always());

  private final String behavior;
  private final TriggerIndex others;
  private final Set<Trigger> triggers = new HashSet<>();

  private Triggers(String behavior, TriggerIndex others) {
    this.behavior = behavior;
    this.others = others;
  }

  /** The triggers for events that may count. */
  static Set<Trigger> counting(Versions task, String behavior, TriggerIndex others) {
    Triggers found = new Triggers(behavior, others);
    boolean always = task.anyCancels(behavior);
    for (CompiledTask version : task.evaluating()) {
      always |= counts(version) && !found.filters(version, version.audience().necessary());
    }
    return always ? ALWAYS : found.triggers;
  }

  /** The triggers for events that may count, or may be refused otherwise than by filters. */
  static Set<Trigger> refusing(Versions task, String behavior, TriggerIndex others) {
    Triggers found = new Triggers(behavior, others);
    boolean always = task.anyCancels(behavior);
    for (CompiledTask version : task.evaluating()) {
      boolean paused = version.task().status() == Task.Status.PAUSED;
      always |= paused || (counts(version) && limitsForgottenUnits(version));
      always |= counts(version) && !found.filters(version, List.of());
      if (counts(version) && version.adds(behavior)) {
        found.gates(version);
      }
    }
    return always ? ALWAYS : found.triggers;
  }

  /** In a unit that the state has forgotten, a user limit counts as used up. */
  private static boolean limitsForgottenUnits(CompiledTask version) {
    return version.task().userLimits().stream()
        .anyMatch(limit -> limit.per() != CalendarUnit.ALWAYS);
  }

  private static boolean counts(CompiledTask version) {
    return version.task().status() == Task.Status.ACTIVE || version.task().isShadow();
  }

  /**
   * Adds the triggers for the filters of a version.
   *
   * @param audience the necessary clauses of its audience
   * @return whether each filter has a trigger
   */
  private boolean filters(CompiledTask version, List<Clause> audience) {
    for (int i = 0; i < version.task().objectives().size(); i++) {
      if (version.task().objectives().get(i).behaviors().contains(behavior)) {
        List<Clause> clauses = Clause.necessaryForBoth(version.necessary(i), audience);
        if (clauses.isEmpty()) {
          return false;
        }
        Clause rarest = rarest(clauses);
        rarest.values().forEach(value -> triggers.add(new Value(rarest.path(), value)));
      }
    }
    return true;
  }

  private Clause rarest(List<Clause> clauses) {
    Clause rarest = clauses.get(0);
    int least = Integer.MAX_VALUE;
    for (Clause clause : clauses) {
      int most = clause.values().size();
      for (Object value : clause.values()) {
        most = Math.max(most, others.size(new Value(clause.path(), value)));
      }
      if (most < least) {
        least = most;
        rarest = clause;
      }
    }
    return rarest;
  }

  private void gates(CompiledTask version) {
    Task task = version.task();
    if (!task.schedule().startAt().equals(Instant.MIN)) {
      triggers.add(new Before(task.schedule().startAt()));
    }
    if (!task.schedule().endAt().equals(Instant.MAX)) {
      triggers.add(new After(task.schedule().endAt()));
    }
    if (!version.audience().isEveryone()) {
      triggers.add(new Excluded(version.audience()));
    }
    task.preconditions().forEach(precondition -> triggers.add(new Locked(precondition)));
    if (!task.period().isEndless()) {
      triggers.add(new Late(task.period()));
    }
  }
}
