package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskSetCheckTest {
  private static Task task(String taskId, int version, String... preconditions) {
    String ids = String.join("','", preconditions);
    return Fixtures.task(
        taskId,
        version,
        preconditions.length == 0 ? "" : Fixtures.json("'preconditions':['" + ids + "']"));
  }

  private static List<String> findings(Task... tasks) {
    return TaskSetCheck.check(List.of(tasks)).stream()
        .map(f -> f.taskId() + "/" + f.version() + f.violation().pointer())
        .toList();
  }

  @Test
  void aValidSetHasNoFindings() {
    assertThat(findings()).isEmpty();
    assertThat(findings(task("c", 1, "a", "b"), task("b", 1, "a"), task("a", 1))).isEmpty();
  }

  @Test
  void unknownPreconditionsAreFound() {
    List<SetFinding> found = TaskSetCheck.check(List.of(task("a", 2, "b", "nobody"), task("b", 1)));
    assertThat(found)
        .containsExactly(
            new SetFinding(
                "a",
                2,
                new Violation("/preconditions/1", "\"nobody\"", "the id of a task of the set")));
  }

  @Test
  void cyclesAreReportedAtEachTaskInThemOnly() {
    assertThat(
            findings(
                task("a", 1, "b"),
                task("b", 1, "c"),
                task("c", 1, "x", "a"),
                task("x", 1),
                task("into", 1, "a"),
                task("d", 1, "e"),
                task("e", 1, "d")))
        .containsExactly(
            "a/1/preconditions/0",
            "b/1/preconditions/0",
            "c/1/preconditions/1",
            "d/1/preconditions/0",
            "e/1/preconditions/0");
  }

  @Test
  void onlyHighestVersionsAreChecked() {
    assertThat(findings(task("a", 2), task("a", 1, "b"), task("b", 1, "a"))).isEmpty();
  }

  @Test
  void aVeryLongCycleIsFound() {
    List<Task> cycle = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      cycle.add(task("t" + i, 1, "t" + (i + 1) % 20_000));
    }
    assertThat(TaskSetCheck.check(cycle)).hasSize(20_000);
  }
}
