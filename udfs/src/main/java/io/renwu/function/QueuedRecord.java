package io.renwu.function;

import org.jspecify.annotations.Nullable;

/** The content of a record of the queue: exactly one of the two is not null. */
public record QueuedRecord(@Nullable QueuedEvent event, @Nullable OutputRecord deadLetter) {}
