package io.renwu.function;

/** A record that was taken from the queue: exactly one of the two is not null. */
public record TakenRecord(TakenEvent event, OutputRecord deadLetter) {}
