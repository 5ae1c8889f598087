package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One user's large sets in a map. */
final class HeldApart implements LargeSets {
  private final Map<String, Long> members = new HashMap<>();
  private int lookups;

  @Override
  public Long find(String key) {
    lookups++;
    return members.get(key);
  }

  void apply(SetChanges changes) {
    members.keySet().removeIf(changes::drops);
    members.putAll(changes.put());
  }

  /** Checks that there is what a state has apart, all of it and nothing else. */
  void expectOnly(UserState state) {
    Map<String, Long> sizes = new HashMap<>();
    Set<String> logs = new HashSet<>();
    for (TaskState task : state.tasks()) {
      for (PeriodState period : task.periods()) {
        for (ObjectiveState objectiveState : period.objectives()) {
          if (objectiveState.hasValuesApart()) {
            String name =
                MemberKey.ofValues(task.task(), period.period(), objectiveState.objective());
            sizes.put(name, objectiveState.values().apart());
          }
          if (objectiveState.hasLogApart()) {
            logs.add(MemberKey.ofLog(task.task(), period.period(), objectiveState.objective()));
          }
        }
      }
    }
    sizes.forEach((name, size) -> assertThat(count(name)).isEqualTo(size));
    Set<String> names = new HashSet<>(sizes.keySet());
    names.addAll(logs);
    state.recentEvents().slices().forEach(s -> names.add(MemberKey.ofSlice(s.number())));
    assertThat(names).allMatch(name -> count(name) > 0);
    assertThat(members.keySet()).allMatch(key -> names.stream().anyMatch(key::startsWith));
  }

  private long count(String name) {
    return members.entrySet().stream()
        .filter(member -> member.getKey().startsWith(name) && member.getValue() != 0)
        .count();
  }

  int size() {
    return members.size();
  }

  /** How often something was looked up. */
  int lookups() {
    return lookups;
  }
}
