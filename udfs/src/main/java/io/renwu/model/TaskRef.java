package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * The version of a task and the period that a record is about.
 *
 * @param taskId null for no task
 * @param version null if none governs
 * @param period the period's name, {@code -} for all time; null for none
 * @param shadow whether the version is a shadow
 */
public record TaskRef(
    @Nullable String taskId, @Nullable Integer version, @Nullable String period, boolean shadow) {
  /** No task. */
  public static final TaskRef NONE = new TaskRef(null, null, null, false);
}
