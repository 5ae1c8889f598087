package io.renwu.reconcile.kafka;

/**
 * What a reconciliation counted.
 *
 * @param topics of behaviors
 * @param events that were evaluated
 * @param deadLetters records of behaviors that hold no event
 * @param unpublished events of the window that came before the first task that names their behavior
 * @param expectedGrants of the window
 * @param foundGrants of the window
 * @param pendingGrants of the window that are still to come from the task job
 * @param comparedProgress keys
 * @param pendingProgress keys that the task job will still change
 */
public record ReconciliationCounts(
    long topics,
    long events,
    long deadLetters,
    long unpublished,
    long expectedGrants,
    long foundGrants,
    long pendingGrants,
    long comparedProgress,
    long pendingProgress) {}
