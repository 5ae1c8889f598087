package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the test files of the sample tasks. */
class SampleTaskTestsTest {
  private static final Path TASKS = Path.of("..", "..", "task-rules");

  @TempDir Path folder;

  @Test
  void pass() {
    CliRun run = CliRun.of(folder, "check", TASKS.toString());
    assertThat(run.out()).contains(", 0 failed");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void everyTaskFileHasTests() throws Exception {
    for (Path tasks : List.of(TASKS, TASKS.resolve("examples"))) {
      try (Stream<Path> files = Files.list(tasks)) {
        List<String> names = files.map(file -> file.getFileName().toString()).toList();
        assertThat(names)
            .filteredOn(name -> name.endsWith(".json"))
            .isNotEmpty()
            .allSatisfy(name -> assertThat(names).contains(name.replace(".json", ".test.yaml")));
      }
    }
  }
}
