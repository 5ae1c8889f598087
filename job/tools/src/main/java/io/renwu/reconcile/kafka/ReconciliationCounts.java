package io.renwu.reconcile.kafka;

/**
 * The counts of a reconciliation.
 *
 * @param topics the behavior topics
 * @param events the events evaluated
 * @param deadLetters the records of behavior topics that hold no event or were refused
 * @param unpublished the events of the window received before a task that names their behavior
 * @param expectedGrants the grants expected in the window
 * @param foundGrants the grants found in the window
 * @param pendingGrants the grants of the window that the task job will still write
 * @param comparedProgress the progress keys compared
 * @param pendingProgress the progress keys that the task job will still change
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
