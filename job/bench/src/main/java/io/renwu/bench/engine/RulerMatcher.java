package io.renwu.bench.engine;

import java.io.IOException;
import software.amazon.event.ruler.Machine;

/** Matches with event-ruler: one machine of all rules. */
final class RulerMatcher {
  private final Machine machine = Machine.builder().build();

  RulerMatcher(GeneratedTasks set) throws IOException {
    for (int task = 0; task < set.tasks(); task++) {
      machine.addRule("rule-" + task, set.rule(task));
    }
  }

  int count(String json) throws Exception {
    return machine.rulesForJSONEvent(json).size();
  }
}
