package io.renwu.catalog;

/**
 * A task that may have to decide on an event.
 *
 * @param governing the version that governs the event; never archived
 * @param versions all versions of the task
 */
public record Candidate(CompiledTask governing, Versions versions) {}
