package io.renwu.function;

/** A record that was taken from the queue: exactly one of the two is not null. */
public record QueuedRecord(QueuedEvent event, OutputRecord deadLetter) {}
