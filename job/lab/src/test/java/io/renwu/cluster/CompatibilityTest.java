package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.job.config.RenwuConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
  private static final StoredOperator TASKS = new StoredOperator("0a", "tasks", 2, 128);
  private static final StoredOperator GATE = new StoredOperator("0b", "rule-gate", 1, 1);

  private static RenwuConfig config(Map<String, String> settings) {
    return RenwuConfig.load(Optional.empty(), settings, Map.of());
  }

  @Test
  void newOperatorsAndAnotherParallelismFit() {
    assertThat(
            Compatibility.ofState(
                List.of(TASKS, GATE),
                List.of(
                    new PlannedOperator("0a", 128, 128),
                    new PlannedOperator("0b", 1, 1),
                    new PlannedOperator("0c", 1, 7))))
        .isEmpty();
  }

  @Test
  void missingOperatorWouldLoseItsState() {
    assertThat(
            Compatibility.ofState(List.of(TASKS, GATE), List.of(new PlannedOperator("0b", 1, 1))))
        .singleElement()
        .asString()
        .contains("no operator tasks", "its state would be lost");
  }

  @Test
  void changedMaximumAndHigherParallelismAreReported() {
    assertThat(
            Compatibility.ofState(
                List.of(TASKS, GATE),
                List.of(new PlannedOperator("0a", 2, 64), new PlannedOperator("0b", 2, 1))))
        .hasSize(2)
        .anyMatch(text -> text.contains("maximum parallelism 64 of tasks") && text.contains("128"))
        .anyMatch(text -> text.contains("the parallelism 2 of rule-gate"));
  }

  @Test
  void onlyTopicsAndKeysMustStay() {
    Map<String, String> before =
        Map.of("queue.key.prefix", "a", "kafka.bootstrap.servers", "x:1", "of.another.release", "");
    assertThat(
            Compatibility.ofSettings(
                before, config(Map.of("queue.key.prefix", "a", "kafka.bootstrap.servers", "y:2"))))
        .isEmpty();
    assertThat(Compatibility.ofSettings(before, config(Map.of())))
        .singleElement()
        .asString()
        .contains("queue.key.prefix = renwu", "expected a");
    assertThat(Compatibility.ofSettings(Map.of(), config(Map.of("queue.key.prefix", "b"))))
        .as("a job of a release that does not tell its settings")
        .isEmpty();
  }
}
