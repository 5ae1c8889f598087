package io.renwu.cli.check;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One story of events and what is expected of them.
 *
 * @param file as it was named
 * @param line where it begins, from 1
 * @param tasks whose outputs are looked at; empty for all
 * @param expect of all steps together, or null
 */
public record TestCase(
    String file,
    int line,
    String name,
    Set<String> tasks,
    List<TestStep> steps,
    @Nullable ExpectedOutputs expect) {

  /** Whether a task's outputs are looked at. */
  boolean looksAt(String taskId) {
    return tasks.isEmpty() || tasks.contains(taskId);
  }
}
