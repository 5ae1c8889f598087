package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * Which version of a task in which period a record is about.
 *
 * @param taskId null where it is about no task
 * @param version null where none governs
 * @param period the period's name, {@code -} for all of time; null where it is about none
 * @param shadow whether the version is evaluated in a world of its own
 */
public record TaskRef(
    @Nullable String taskId, @Nullable Integer version, @Nullable String period, boolean shadow) {
  /** No task. */
  public static final TaskRef NONE = new TaskRef(null, null, null, false);
}
