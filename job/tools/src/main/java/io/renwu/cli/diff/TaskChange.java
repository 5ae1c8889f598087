package io.renwu.cli.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes of one task.
 *
 * @param before the version before, or null where there is none
 * @param after the version after, or null where there is none
 * @param effects what that means for users, a sentence each
 */
public record TaskChange(
    String taskId,
    @Nullable Integer before,
    @Nullable Integer after,
    Kind kind,
    List<String> effects) {
  /** What kind of change it is. */
  public enum Kind {
    NEW,
    CHANGED,
    /** Cannot follow the version before: publishing it would be refused. */
    REFUSED,
    /** Not among the documents any more, which ends nothing. */
    MISSING
  }

  public TaskChange {
    effects = List.copyOf(effects);
  }
}
