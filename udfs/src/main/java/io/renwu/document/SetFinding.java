package io.renwu.document;

import io.renwu.violation.Violation;

/**
 * An error in a set of tasks, each of which is valid by itself.
 *
 * @param taskId the task that has the error
 * @param version the task's version
 * @param violation the error and its place in that version's document
 */
public record SetFinding(String taskId, int version, Violation violation) {}
