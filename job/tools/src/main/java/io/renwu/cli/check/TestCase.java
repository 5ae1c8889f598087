package io.renwu.cli.check;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test: events in order, and the outputs that are expected.
 *
 * @param file the path as given
 * @param line its first line, from 1
 * @param tasks whose outputs are compared; empty for all
 * @param expect the outputs of all steps together; null if they are not checked
 */
public record TestCase(
    String file,
    int line,
    String name,
    Set<String> tasks,
    List<TestStep> steps,
    @Nullable ExpectedOutputs expect) {

  /** Whether a task's outputs are compared. */
  boolean compares(String taskId) {
    return tasks.isEmpty() || tasks.contains(taskId);
  }
}
