package io.renwu.lint;

import io.renwu.violation.Violation;

/**
 * A mistake that the task language allows.
 *
 * @param code the name of the {@link Lint} that found it
 * @param violation the place in that version's document, and what is wrong
 */
public record Warning(String code, String taskId, int version, Violation violation) {}
