package io.renwu.cli.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.renwu.cli.diff.TaskChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The differences between two sets of tasks. */
record DiffReport(List<Change> changes) {
  /**
   * The difference between two versions of a task.
   *
   * @param before the version before; null for a new task
   * @param after the version after; null for a missing task
   * @param effects what the change means for users, one sentence each
   * @param published the origin of the version before; null, and left out, if unknown
   */
  record Change(
      String taskId,
      TaskChange.Kind kind,
      @Nullable Integer before,
      @Nullable Integer after,
      List<String> effects,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OriginReport published) {}

  static DiffReport of(List<TaskChange> changes, PublishedCatalog published) {
    return new DiffReport(
        changes.stream()
            .map(
                change ->
                    new Change(
                        change.taskId(),
                        change.kind(),
                        change.before(),
                        change.after(),
                        change.effects(),
                        published.origin(change.taskId(), change.before()).orElse(null)))
            .toList());
  }
}
