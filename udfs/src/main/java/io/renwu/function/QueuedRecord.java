package io.renwu.function;

import org.jspecify.annotations.Nullable;

/** A record that was taken from the queue: exactly one of the two is not null. */
public record QueuedRecord(@Nullable QueuedEvent event, @Nullable OutputRecord deadLetter) {}
