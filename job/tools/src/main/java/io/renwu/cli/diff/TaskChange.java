package io.renwu.cli.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two versions of a task.
 *
 * @param before the version before; null for a new task
 * @param after the version after; null for a missing task
 * @param effects what the change means for users, one sentence each
 */
public record TaskChange(
    String taskId,
    @Nullable Integer before,
    @Nullable Integer after,
    Kind kind,
    List<String> effects) {
  /** The kind of the change. */
  public enum Kind {
    NEW,
    CHANGED,
    /** The version cannot follow the one before: publishing it would be refused. */
    REFUSED,
    /** The task has no document after the change, which does not end it. */
    MISSING
  }

  public TaskChange {
    effects = List.copyOf(effects);
  }
}
