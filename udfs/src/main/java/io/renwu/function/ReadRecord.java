package io.renwu.function;

import io.renwu.model.Event;

/** A record that was read: exactly one of the two is not null. */
public record ReadRecord(Event event, OutputRecord deadLetter) {}
