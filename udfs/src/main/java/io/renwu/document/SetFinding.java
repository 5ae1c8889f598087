package io.renwu.document;

import io.renwu.violation.Violation;

/**
 * Something that is wrong between the tasks of a set, each of which is right by itself.
 *
 * @param taskId the task it was found at
 * @param version that task's version
 * @param violation where in that version's document, and what
 */
public record SetFinding(String taskId, int version, Violation violation) {}
