package io.renwu.catalog;


/**
 * A task that may have to say something about an event.
 *
 * @param governing the version that governs the event, never an archived one
 * @param versions all of the task
 */
public record Candidate(CompiledTask governing, Versions versions) {}
