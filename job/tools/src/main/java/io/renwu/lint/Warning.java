package io.renwu.lint;

import io.renwu.violation.Violation;

/**
 * Something that is allowed, and surely not meant.
 *
 * @param code the stable name of what found it
 * @param violation where in that version's document, and what
 */
public record Warning(String code, String taskId, int version, Violation violation) {}
