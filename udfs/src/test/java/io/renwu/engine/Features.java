package io.renwu.engine;

import io.renwu.engine.ContractModel.InFlightEffect;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.CalendarUnit;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often each two features of the language stood in one version that changed something, and what
 * its policy did to a user in flight.
 */
final class Features {
  /** Of these a version has one each. */
  private static final Set<String> EXCLUSIVE =
      Set.of("completion", "period", "recurrence", "inFlight");

  /** An effect on users in flight comes once in a version's time. */
  private static final int EFFECTS_RARER = 10;

  /** What the language forbids to go together, and what is too rare to wait for (the last one). */
  private static final Set<Set<String>> FORBIDDEN =
      Set.of(
          Set.of("clawback FULL", "recurrence REPEAT"),
          Set.of("tiers", "recurrence REPEAT"),
          Set.of("function STREAK", "period DAY"),
          Set.of("inFlight RESET", "MIGRATED"),
          Set.of("MIGRATED", "RESET"),
          Set.of("inFlight NEXT_PERIOD", "RESET"));

  private final Map<String, Predicate<Task>> features = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final int[][] together;

  Features() {
    for (Function function : Function.values()) {
      features.put("function " + function, any(o -> o.aggregation().function() == function));
    }
    for (CalendarUnit per : FrequencyLimit.UNITS) {
      features.put(
          "frequencyLimit " + per,
          any(o -> o.frequencyLimit() != null && o.frequencyLimit().per() == per));
    }
    for (CalendarUnit per : UserLimit.UNITS) {
      features.put(
          "limit " + per, task -> task.userLimits().stream().anyMatch(l -> l.per() == per));
    }
    for (Task.Completion completion : Task.Completion.values()) {
      features.put("completion " + completion, task -> task.completion() == completion);
    }
    for (CalendarUnit unit : Period.UNITS) {
      features.put("period " + unit, task -> task.period().unit() == unit);
    }
    for (Policy policy : Policy.values()) {
      features.put("recurrence " + policy, task -> task.recurrence().policy() == policy);
    }
    for (Task.InFlight inFlight : Task.InFlight.values()) {
      features.put(
          "inFlight " + inFlight, task -> task.version() > 1 && task.inFlight() == inFlight);
    }
    features.put("zone USER", task -> task.period().zone() == null);
    features.put("tiers", Task::tiered);
    features.put("cancelBehaviors", any(o -> !o.cancelBehaviors().isEmpty()));
    features.put("clawback FULL", task -> task.clawback() == Task.Clawback.FULL);
    features.put("delivery CLAIM", Features::claims);
    features.put("status SHADOW", task -> task.status() == Task.Status.SHADOW);
    names.addAll(features.keySet());
    Stream.of(InFlightEffect.values()).forEach(effect -> names.add(effect.name()));
    together = new int[names.size()][names.size()];
  }

  private static Predicate<Task> any(Predicate<Objective> objective) {
    return task -> task.objectives().stream().anyMatch(objective);
  }

  private static boolean claims(Task task) {
    return Stream.concat(
            task.rewards().stream(), task.tiers().stream().flatMap(tier -> tier.rewards().stream()))
        .anyMatch(reward -> reward.delivery() == Reward.Delivery.CLAIM);
  }

  /** An event changed something under a version. */
  void add(Task version, Set<InFlightEffect> effects) {
    Set<String> effectNames = effects.stream().map(Enum::name).collect(Collectors.toSet());
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Predicate<Task> feature = features.get(names.get(i));
      if (feature == null ? effectNames.contains(names.get(i)) : feature.test(version)) {
        for (int before : present) {
          together[before][i]++;
        }
        present.add(i);
      }
    }
  }

  /** The pairs that the language allows and that came up fewer times than they should. */
  List<String> rarerThan(int least) {
    List<String> rare = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        int wanted = features.containsKey(names.get(j)) ? least : least / EFFECTS_RARER;
        if (allowed(names.get(i), names.get(j)) && together[i][j] < wanted) {
          rare.add(names.get(i) + " with " + names.get(j) + ": " + together[i][j]);
        }
      }
    }
    return rare;
  }

  private static boolean allowed(String one, String other) {
    String group = one.substring(0, one.indexOf(' ') + 1);
    boolean exclusive = EXCLUSIVE.contains(group.strip()) && other.startsWith(group);
    return !exclusive && !FORBIDDEN.contains(Set.of(one, other));
  }
}
