package io.renwu.engine;

/**
 * What is left of a user when something was forgotten.
 *
 * @param state the very same instance if nothing was
 * @param sets what goes from the user's {@link LargeSets}
 */
public record Remaining(UserState state, SetChanges sets) {}
