package io.renwu.cli.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.renwu.cli.diff.TaskChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes from a set of tasks to another one. */
record DiffReport(List<Change> changes) {
  /**
   * What changes of one task.
   *
   * @param before the version before, or null
   * @param after the version after, or null
   * @param effects what that means for users, a sentence each
   * @param published of the version before; null, and left out, where that is not known
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
