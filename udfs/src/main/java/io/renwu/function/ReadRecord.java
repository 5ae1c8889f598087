package io.renwu.function;

import io.renwu.model.Event;
import org.jspecify.annotations.Nullable;

/** The content of a decoded record: exactly one of the two is not null. */
public record ReadRecord(@Nullable Event event, @Nullable OutputRecord deadLetter) {}
